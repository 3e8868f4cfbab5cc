package dev.turnpike.bench.soak;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.system.LiveHeap;
import dev.turnpike.local.folder.Checkout;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One soak: all that its file holds.
 *
 * @param system what was measured, in words
 * @param turns that Turnpike answered between {@code before} and {@code after}
 * @param trends of live heaps in the second half
 * @param growth the classes that grew the most in each heap, from half-time to the end
 */
record SoakResult(
    String name,
    Instant startedAt,
    Instant endedAt,
    Checkout checkout,
    Machine machine,
    String system,
    SoakSettings settings,
    long turns,
    List<Check> checks,
    List<HeapTrend> trends,
    Stored before,
    Stored after,
    Map<String, List<LiveHeap.Growth>> growth,
    List<SoakReading> readings) {

  SoakResult {
    checks = List.copyOf(checks);
    trends = List.copyOf(trends);
    growth = Map.copyOf(growth);
    readings = List.copyOf(readings);
  }

  boolean succeeded() {
    return checks.stream().allMatch(Check::held);
  }
}

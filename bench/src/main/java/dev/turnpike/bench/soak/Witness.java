package dev.turnpike.bench.soak;

import dev.turnpike.bench.machine.Handles;
import dev.turnpike.bench.machine.Memory;
import dev.turnpike.bench.machine.Meter;
import dev.turnpike.bench.machine.ProcessGroup;
import dev.turnpike.bench.machine.Share;
import dev.turnpike.bench.stats.Rounded;
import dev.turnpike.bench.system.LiveHeap;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Looks at the processes of the system, and remembers who they were at the beginning. */
final class Witness {
  private final List<ProcessGroup> groups;
  private final Meter meter;
  private final Map<String, Optional<Instant>> born = new LinkedHashMap<>();
  private final Map<String, LiveHeap> heaps = new LinkedHashMap<>();

  /**
   * @param groups of which the model and the bench are not looked at
   */
  Witness(List<ProcessGroup> groups, Meter meter) {
    this.groups =
        groups.stream()
            .filter(group -> group.share() != Share.GENERATOR && group.share() != Share.MODEL)
            .toList();
    this.meter = meter;
    this.groups.forEach(group -> born.put(group.name(), startOf(group)));
  }

  /** Collects the garbage of each JVM before it looks. */
  Map<String, ProcessReading> look() throws IOException {
    heaps.clear();
    for (ProcessGroup group : groups) {
      if (!group.descendants()) {
        heaps.put(group.name(), LiveHeap.read(group.root()));
      }
    }
    Map<String, Memory> memory = meter.memory();
    Map<String, Handles> handles = meter.handles();
    Map<String, ProcessReading> readings = new LinkedHashMap<>();
    for (ProcessGroup group : groups) {
      LiveHeap heap = heaps.get(group.name());
      Handles held = Objects.requireNonNull(handles.get(group.name()));
      readings.put(
          group.name(),
          new ProcessReading(
              Objects.requireNonNull(memory.get(group.name())).megabytes(),
              heap == null ? null : Rounded.to(2, heap.megabytes()),
              held.threads(),
              held.files()));
    }
    return readings;
  }

  /** As they were at the last look. */
  Map<String, LiveHeap> heaps() {
    return Map.copyOf(heaps);
  }

  /** Those that are not what they were at the beginning. */
  List<String> ended() {
    return groups.stream()
        .filter(group -> !Objects.equals(startOf(group), born.get(group.name())))
        .map(ProcessGroup::name)
        .toList();
  }

  private static Optional<Instant> startOf(ProcessGroup group) {
    return ProcessHandle.of(group.root()).flatMap(process -> process.info().startInstant());
  }
}

package dev.turnpike.bench.soak;

import java.util.Locale;
import java.util.Objects;

/** Where a soak is. */
final class ProgressLine {
  private static final double MINUTE = 60e9;

  private ProgressLine() {}

  /**
   * @param leftNanos until the end
   * @param failed turns so far
   */
  static String of(SoakReading reading, long leftNanos, long failed) {
    double heap =
        reading.processes().values().stream()
            .map(ProcessReading::liveHeapMegabytes)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sum();
    return String.format(
        Locale.ROOT,
        "  %.1f min, %.1f min left: %,d turns, first token %+.1f / %+.1f ms, live heaps %.1f MB, %d"
            + " failed",
        reading.minutes(),
        Math.max(0, leftNanos / MINUTE),
        reading.turns(),
        reading.added().p50(),
        reading.added().p99(),
        heap,
        failed);
  }
}

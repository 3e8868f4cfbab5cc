package dev.turnpike.bench.soak;

import dev.turnpike.bench.stats.TheilSen;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Where the live heap of one process goes in the second half of a run, when its pools and caches
 * are filled.
 *
 * @param process its name
 * @param line megabytes by hours
 * @param level megabytes, the line's at the end of the run
 * @param bound megabytes an hour
 */
record HeapTrend(String process, TheilSen line, double level, double bound) {
  /** Of the level, in an hour. */
  private static final double GROWTH = 0.1;

  /** What small heaps may grow in an hour all the same. */
  private static final double LEAST_MEGABYTES = 5;

  static HeapTrend of(String process, List<SoakReading> secondHalf) {
    List<TheilSen.Point> points =
        secondHalf.stream()
            .map(reading -> new TheilSen.Point(reading.atSeconds() / 3600, heap(process, reading)))
            .toList();
    TheilSen line = TheilSen.of(points);
    double level = line.at(points.getLast().x());
    return new HeapTrend(process, line, level, Math.max(LEAST_MEGABYTES, GROWTH * level));
  }

  /** It grows by too much, and that is not the readings' chance. */
  boolean grows() {
    return line.slope() > bound && line.lower() > 0;
  }

  Check check() {
    return new Check(
        String.format(
            Locale.ROOT, "the live heap of %s grows at most %.1f MB an hour", process, bound),
        !grows(),
        String.format(
            Locale.ROOT,
            "%+.1f MB an hour (95 %%: %+.1f to %+.1f) at %.1f MB",
            line.slope(),
            line.lower(),
            line.upper(),
            level));
  }

  static double heap(String process, SoakReading reading) {
    ProcessReading found = Objects.requireNonNull(reading.processes().get(process));
    return Objects.requireNonNull(found.liveHeapMegabytes());
  }
}

package dev.turnpike.chaos.report;

import dev.turnpike.chaos.audit.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was done to the cluster, a line for each disturbance, with those that overlapped it. */
final class Timeline {
  private Timeline() {}

  /**
   * @param start of the run
   * @param troubles in the order of their beginnings
   */
  static List<String> lines(Instant start, List<Trouble> troubles) {
    return troubles.stream().map(each -> line(start, each, troubles)).toList();
  }

  private static String line(Instant start, Trouble one, List<Trouble> all) {
    String others =
        all.stream()
            .filter(each -> !each.equals(one))
            .filter(each -> each.from().isBefore(one.until()) && each.until().isAfter(one.from()))
            .map(Trouble::toString)
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%.1f s to %.1f s: %s%s",
        seconds(start, one.from()),
        seconds(start, one.until()),
        one,
        others.isEmpty() ? "" : "; meanwhile " + others);
  }

  static double seconds(Instant start, Instant at) {
    return Duration.between(start, at).toMillis() / 1000.0;
  }
}

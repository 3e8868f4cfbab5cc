package dev.turnpike.ingress.limits.rates;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many calls in such a time.
 *
 * @param limit at least 1
 * @param length whole seconds, at most 31 days
 */
record Window(int limit, Duration length) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})/(\\d{0,7})([smhd])");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final int MOST = 100_000_000;

  Window {
    if (limit < 1
        || limit > MOST
        || length.compareTo(Duration.ofSeconds(1)) < 0
        || length.compareTo(LONGEST) > 0
        || length.toNanosPart() != 0) {
      throw new IllegalArgumentException("%d in %s is no window.".formatted(limit, length));
    }
  }

  /** Reads {@code 30/1m}; the units are s, m, h and d. */
  static Window of(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is no window.");
    }
    String count = form.group(2);
    Duration unit = UNITS.getOrDefault(form.group(3), Duration.ZERO);
    return new Window(
        Integer.parseInt(form.group(1)),
        unit.multipliedBy(count.isEmpty() ? 1 : Integer.parseInt(count)));
  }

  Window times(double factor) {
    long scaled = Math.round(limit * factor);
    return new Window(Math.clamp(scaled, 1, MOST), length);
  }

  long millis() {
    return length.toMillis();
  }

  /** As {@code RateLimit-Policy} writes it. */
  String policy() {
    return limit + ";w=" + length.toSeconds();
  }

  /** For people: "30 in 1 minute". */
  String description() {
    for (var unit :
        List.of(
            Map.entry("day", Duration.ofDays(1)),
            Map.entry("hour", Duration.ofHours(1)),
            Map.entry("minute", Duration.ofMinutes(1)))) {
      long count = length.dividedBy(unit.getValue());
      if (count > 0 && length.equals(unit.getValue().multipliedBy(count))) {
        return "%d in %d %s%s".formatted(limit, count, unit.getKey(), count == 1 ? "" : "s");
      }
    }
    return "%d in %d seconds".formatted(limit, length.toSeconds());
  }
}

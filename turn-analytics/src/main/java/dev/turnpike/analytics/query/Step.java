package dev.turnpike.analytics.query;

import dev.turnpike.analytics.rollup.Rollups;
import dev.turnpike.events.Granularity;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How an answer is divided in time. */
enum Step {
  MINUTE,
  HOUR,
  /** Not at all. */
  TOTAL;

  private static final Duration BY_MINUTE_AT_MOST = Duration.ofHours(6);

  static Step named(String name) {
    return Arrays.stream(values())
        .filter(step -> step.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadQuestion(
                    "granularity is \"%s\": write one of %s."
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(Step::label)
                                .collect(Collectors.joining(", ")))));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The windows that answer it; those of minutes are kept since the oldest. */
  Granularity windows(Instant from, Instant to, Instant oldestMinute) {
    return switch (this) {
      case MINUTE -> Granularity.MINUTE;
      case HOUR -> Granularity.HOUR;
      case TOTAL ->
          from.isBefore(oldestMinute) || Duration.between(from, to).compareTo(BY_MINUTE_AT_MOST) > 0
              ? Granularity.HOUR
              : Granularity.MINUTE;
    };
  }

  /** What is asked for when nothing is said. */
  Duration usual() {
    return this == HOUR ? Duration.ofDays(1) : Rollups.length(Granularity.HOUR);
  }
}

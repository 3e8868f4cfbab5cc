package dev.turnpike.analytics.rollup;

import dev.turnpike.events.Granularity;
import dev.turnpike.events.Rollup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rollups of windows. */
public final class Rollups {

  /** The windows that are counted by. */
  public static final List<Granularity> GRANULARITIES =
      List.of(Granularity.MINUTE, Granularity.HOUR);

  private Rollups() {}

  public static Duration length(Granularity granularity) {
    return switch (granularity) {
      case MINUTE -> Duration.ofMinutes(1);
      case HOUR -> Duration.ofHours(1);
      case UNKNOWN -> throw new IllegalArgumentException("A window of unknown length.");
    };
  }

  /** The start, in milliseconds, of the window that an instant is in. */
  public static long start(Granularity granularity, long millis) {
    return Math.floorDiv(millis, length(granularity).toMillis()) * length(granularity).toMillis();
  }

  /** A window's rollup with one event more. */
  public static Rollup plus(
      @Nullable Rollup soFar, Rollup event, Granularity granularity, long startMillis) {
    Dimensions dimensions = Dimensions.of(event);
    Figures figures = Figures.none(dimensions.kind());
    if (soFar != null) {
      figures.add(soFar);
    }
    figures.add(event);
    Instant start = Instant.ofEpochMilli(startMillis);
    return new Rollup(
        granularity, start, start.plus(length(granularity)), false, figures.body(dimensions));
  }

  /** The same, closed. */
  public static Rollup closed(Rollup rollup) {
    return new Rollup(
        rollup.getGranularity(),
        rollup.getWindowStart(),
        rollup.getWindowEnd(),
        true,
        rollup.getBody());
  }

  /** Its key in {@code analytics.rollups}. */
  public static String key(Rollup rollup) {
    return KeyText.of(
            List.of(
                rollup.getGranularity().name().toLowerCase(Locale.ROOT),
                rollup.getWindowStart().toString()))
        + "|"
        + Dimensions.of(rollup).text();
  }
}

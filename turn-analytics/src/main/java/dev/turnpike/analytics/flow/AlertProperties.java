package dev.turnpike.analytics.flow;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the mean of a rubric's scores is worth an alert.
 *
 * @param window over which a mean is taken; whole minutes
 * @param grace how long a window is waited for after its end; scores that come later are in the
 *     rollups, not in the alerts
 * @param minimum how many scores a window needs before its mean says anything
 * @param bands by rubric, what its mean may be; a rubric without a band raises no alert
 */
@ConfigurationProperties("turnpike.analytics.alerts")
public record AlertProperties(
    @DefaultValue("10m") Duration window,
    @DefaultValue("1m") Duration grace,
    @DefaultValue("20") int minimum,
    @DefaultValue Map<String, Band> bands) {

  /**
   * What a mean may be.
   *
   * @param from the least
   * @param to the greatest
   */
  public record Band(@DefaultValue("0") double from, @DefaultValue("1") double to) {

    public Band {
      if (!(0 <= from && from <= to && to <= 1)) {
        throw new StartRefused(
            "turnpike.analytics.alerts.bands has one from %s to %s: write 0 <= from <= to <= 1."
                .formatted(from, to));
      }
    }

    boolean holds(double mean) {
      return from <= mean && mean <= to;
    }
  }

  public AlertProperties {
    bands = Map.copyOf(bands);
    if (window.isZero() || window.isNegative() || window.toSeconds() % 60 != 0) {
      throw new StartRefused(
          "turnpike.analytics.alerts.window is %s: write whole minutes, such as 10m."
              .formatted(window));
    }
    if (grace.isNegative()) {
      throw new StartRefused(
          "turnpike.analytics.alerts.grace is %s: write a time that is not negative, such as 1m."
              .formatted(grace));
    }
    if (minimum < 1) {
      throw new StartRefused(
          "turnpike.analytics.alerts.minimum is %d: it must be at least 1.".formatted(minimum));
    }
  }
}

package dev.turnpike.chaos;

import dev.turnpike.chaos.cluster.ClusterPlan;
import dev.turnpike.chaos.disturb.Kind;
import dev.turnpike.chaos.load.Talk;
import java.time.Duration;
import java.util.Set;

/**
 * What a run does.
 *
 * @param duration of the load
 * @param interval from one disturbance to the next, on average
 * @param kinds of disturbances
 */
public record ChaosSettings(
    long seed,
    Duration duration,
    Duration interval,
    Set<Kind> kinds,
    int sessions,
    Talk talk,
    ClusterPlan cluster) {

  public ChaosSettings {
    if (!duration.isPositive() || !interval.isPositive() || sessions < 1) {
      throw new IllegalArgumentException(
          "Duration, interval and sessions must be positive, not %s, %s and %d."
              .formatted(duration, interval, sessions));
    }
    kinds = Set.copyOf(kinds);
  }
}

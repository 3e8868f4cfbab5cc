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
 * @param first of them, those that come before the others: the rest may be missing in a short run
 */
public record ChaosSettings(
    long seed,
    Duration duration,
    Duration interval,
    Set<Kind> kinds,
    Set<Kind> first,
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
    first = Set.copyOf(first);
  }
}

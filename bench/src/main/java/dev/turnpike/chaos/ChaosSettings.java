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
 * @param inFlight how many turns are to be under way at once
 * @param first of them, those that come before the others: the rest may be missing in a short run
 */
public record ChaosSettings(
    long seed,
    Duration duration,
    Duration interval,
    Set<Kind> kinds,
    Set<Kind> first,
    int inFlight,
    Talk talk,
    ClusterPlan cluster) {

  public ChaosSettings {
    if (!duration.isPositive() || !interval.isPositive() || inFlight < 1) {
      throw new IllegalArgumentException(
          "Minutes, interval and turns in flight must be positive, not %s, %s and %d."
              .formatted(duration.toMillis() / 60_000.0, interval, inFlight));
    }
    kinds = Set.copyOf(kinds);
    first = Set.copyOf(first);
  }
}

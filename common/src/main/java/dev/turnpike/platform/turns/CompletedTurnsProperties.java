package dev.turnpike.platform.turns;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service reads ended turns.
 *
 * @param group its consumer group
 * @param maxInFlight turns taken in and not yet done; above it no more are fetched
 * @param commitInterval how often what is done is committed and published
 * @param grace how long running turns may take when the service stops; what they then have not
 *     stored is done again by the next owner
 */
@ConfigurationProperties("turnpike.completed-turns")
public record CompletedTurnsProperties(
    @DefaultValue("") String group,
    @DefaultValue("200") int maxInFlight,
    @DefaultValue("100ms") Duration commitInterval,
    @DefaultValue("3s") Duration grace) {

  public CompletedTurnsProperties {
    if (group.isBlank()) {
      throw new StartRefused(
          "turnpike.completed-turns.group is not set: name the service's consumer group.");
    }
    if (maxInFlight < 1) {
      throw new StartRefused(
          "turnpike.completed-turns.max-in-flight is %d: it must be at least 1."
              .formatted(maxInFlight));
    }
    if (!commitInterval.isPositive()) {
      throw new StartRefused(
          "turnpike.completed-turns.commit-interval is %s: give a positive time, such as 100ms."
              .formatted(commitInterval));
    }
  }
}

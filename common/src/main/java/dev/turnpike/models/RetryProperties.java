package dev.turnpike.models;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one turn calls a model that fails, before it goes on to the next model.
 *
 * @param tries calls of one model, the first included
 * @param firstPause before the second call; it doubles from call to call, and up to half of it is
 *     added or taken off at random
 * @param longestPause the longest wait; a model that asks for more with {@code Retry-After} is left
 *     for the next one
 */
public record RetryProperties(
    @DefaultValue("3") int tries,
    @DefaultValue("200ms") Duration firstPause,
    @DefaultValue("10s") Duration longestPause) {

  public RetryProperties {
    if (tries < 1) {
      throw new StartRefused(
          "turnpike.models.retry.tries is %d: write 1 for no retry, or more".formatted(tries));
    }
    Settings.atLeast(Duration.ofMillis(1), "turnpike.models.retry.first-pause", firstPause);
    Settings.atLeast(firstPause, "turnpike.models.retry.longest-pause", longestPause);
  }
}

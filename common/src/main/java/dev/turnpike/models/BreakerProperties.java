package dev.turnpike.models;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a model that keeps failing is left alone for a while. Each model has a breaker of its own.
 *
 * @param failureRate percentage of failed calls from which on the model is left alone
 * @param minimumCalls fewer calls than this in the window say nothing
 * @param window how far back calls count, in whole seconds
 * @param pause how long the model is left alone before it is tried again
 * @param trials how many calls then decide whether it is back
 */
public record BreakerProperties(
    @DefaultValue("50") int failureRate,
    @DefaultValue("5") int minimumCalls,
    @DefaultValue("30s") Duration window,
    @DefaultValue("10s") Duration pause,
    @DefaultValue("3") int trials) {

  private static final String PREFIX = "turnpike.models.breaker.";

  public BreakerProperties {
    Settings.between(1, 100, PREFIX + "failure-rate", failureRate);
    Settings.between(1, 10_000, PREFIX + "minimum-calls", minimumCalls);
    Settings.between(1, 10_000, PREFIX + "trials", trials);
    Settings.atLeast(Duration.ofSeconds(1), PREFIX + "window", window);
    Settings.atLeast(Duration.ofMillis(1), PREFIX + "pause", pause);
  }
}

package dev.turnpike.memory.extraction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What model calls took.
 *
 * @param costUsd zero also when the model's price is not known
 */
public record Consumed(long calls, long tokens, double costUsd) {

  /** Since the registry was made. */
  public static Consumed of(MeterRegistry meters) {
    return new Consumed(
        Math.round(sum(meters, "turnpike.model.calls")),
        Math.round(sum(meters, "turnpike.memory.tokens")),
        sum(meters, "turnpike.model.cost"));
  }

  public Consumed since(Consumed earlier) {
    return new Consumed(calls - earlier.calls, tokens - earlier.tokens, costUsd - earlier.costUsd);
  }

  private static double sum(MeterRegistry meters, String name) {
    return meters.find(name).counters().stream().mapToDouble(Counter::count).sum();
  }
}

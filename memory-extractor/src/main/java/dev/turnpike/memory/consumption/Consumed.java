package dev.turnpike.memory.consumption;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

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

  /** As people are told it. */
  @Override
  public String toString() {
    return costUsd > 0
        ? String.format(Locale.ROOT, "%,d model calls, %,d tokens, $%.4f", calls, tokens, costUsd)
        : String.format(Locale.ROOT, "%,d model calls, %,d tokens, no known price", calls, tokens);
  }

  private static double sum(MeterRegistry meters, String name) {
    return meters.find(name).counters().stream().mapToDouble(Counter::count).sum();
  }
}

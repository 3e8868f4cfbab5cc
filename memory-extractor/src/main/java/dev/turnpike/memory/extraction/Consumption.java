package dev.turnpike.memory.extraction;

import dev.turnpike.events.Usage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What one kind of question costs. */
final class Consumption {

  private final MeterRegistry meters;
  private final String step;

  Consumption(MeterRegistry meters, String step) {
    this.meters = meters;
    this.step = step;
    cost();
  }

  void add(Usage usage) {
    tokens("input", usage.getInputTokens());
    tokens("output", usage.getOutputTokens());
    var nanoUsd = usage.getCostNanoUsd();
    if (nanoUsd != null) {
      cost().increment(nanoUsd / 1e9);
    }
  }

  private Counter cost() {
    return Counter.builder("turnpike.memory.cost")
        .description("What learning costs, where the model's price is known")
        .baseUnit("usd")
        .tag("step", step)
        .register(meters);
  }

  private void tokens(String kind, long count) {
    Counter.builder("turnpike.memory.tokens")
        .description("Tokens that learning uses")
        .tag("step", step)
        .tag("kind", kind)
        .register(meters)
        .increment((double) count);
  }
}

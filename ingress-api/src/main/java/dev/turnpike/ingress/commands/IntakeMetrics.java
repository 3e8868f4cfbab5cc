package dev.turnpike.ingress.commands;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** How many turns came in, and why others did not. The reasons are the codes of a few problems. */
final class IntakeMetrics {
  private final MeterRegistry registry;
  private final Counter accepted;

  IntakeMetrics(MeterRegistry registry, Withdrawals withdrawals) {
    this.registry = registry;
    this.accepted =
        Counter.builder("turnpike.turns.accepted")
            .description("Turns that Kafka acknowledged")
            .register(registry);
    refusals("overloaded");
    refusals("kafka_unavailable");
    Gauge.builder("turnpike.turns.unsettled", withdrawals, Withdrawals::size)
        .description("Refused turns that may be in the log and wait for their withdrawal")
        .register(registry);
  }

  void accepted() {
    accepted.increment();
  }

  void refused(String reason) {
    refusals(reason).increment();
  }

  private Counter refusals(String reason) {
    return Counter.builder("turnpike.turns.refused")
        .description("Valid turns that could not be accepted")
        .tag("reason", reason)
        .register(registry);
  }
}

package dev.turnpike.ingress.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What became of the rows about accounts. */
final class AuditMetrics {
  private final Counter lost;

  AuditMetrics(MeterRegistry registry) {
    this.lost =
        Counter.builder("turnpike.audit.lost")
            .description("Account events that stand in the log but not in the table")
            .register(registry);
  }

  void lost(int events) {
    lost.increment(events);
  }
}

package dev.turnpike.ingress.turns;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What became of the look-up of accepted turns. */
final class AcceptedTurnMetrics {
  private final Counter lost;

  AcceptedTurnMetrics(MeterRegistry registry) {
    this.lost =
        Counter.builder("turnpike.turns.unlisted")
            .description("Accepted turns that can't be looked up before a worker has them")
            .register(registry);
  }

  void lost(int turns) {
    lost.increment(turns);
  }
}

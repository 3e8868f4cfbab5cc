package dev.turnpike.agent.turns;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.TurnCommand;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** What the engine counts and times. */
final class TurnMetrics {

  private final MeterRegistry registry;
  private final Clock clock;
  private final Timer queueWait;
  private final Timer timeToFirstToken;

  TurnMetrics(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    this.queueWait =
        Timer.builder("turnpike.turn.queue.wait")
            .description("From accepted by the ingress to claimed by a worker")
            .publishPercentileHistogram()
            .register(registry);
    this.timeToFirstToken =
        Timer.builder("turnpike.turn.first.token")
            .description("From accepted by the ingress to the first piece of the answer sent")
            .publishPercentileHistogram()
            .register(registry);
  }

  void claimed(TurnCommand command, Claim.Granted claim) {
    if (claim.attempt() == 1) {
      queueWait.record(Duration.between(command.getAcceptedAt(), clock.instant()));
    } else {
      registry.counter("turnpike.turn.retries").increment();
    }
  }

  void finished(CompletedTurn turn) {
    var first = turn.getTimings().getFirstTokenAt();
    if (first != null) {
      timeToFirstToken.record(Duration.between(turn.getTimings().getAcceptedAt(), first));
    }
    registry
        .counter("turnpike.turns", "status", turn.getStatus().name().toLowerCase(Locale.ROOT))
        .increment();
  }
}

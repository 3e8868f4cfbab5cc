package dev.turnpike.ingress.chat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** How long clients wait. */
final class ChatMetrics {
  private final MeterRegistry registry;
  private final Timer firstToken;

  ChatMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.firstToken =
        Timer.builder("turnpike.turns.first.token")
            .description("From a valid request to the first piece of its streamed answer")
            .serviceLevelObjectives(
                Duration.ofMillis(100),
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5))
            .register(registry);
  }

  /** Runs when the first token of a request that has just come is there. */
  Runnable firstToken() {
    Timer.Sample since = Timer.start(registry);
    return () -> since.stop(firstToken);
  }
}

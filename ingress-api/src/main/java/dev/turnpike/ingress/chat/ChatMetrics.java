package dev.turnpike.ingress.chat;

import dev.turnpike.metrics.Buckets;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** How long clients wait. */
final class ChatMetrics {
  private final MeterRegistry registry;
  private final Timer firstToken;

  ChatMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.firstToken =
        Buckets.wait(Timer.builder("turnpike.streams.first.token"))
            .description("From a valid request to the first piece of its streamed answer")
            .register(registry);
  }

  /** Runs when the first token of a request that has just come is there. */
  Runnable firstToken() {
    Timer.Sample since = Timer.start(registry);
    return () -> since.stop(firstToken);
  }
}

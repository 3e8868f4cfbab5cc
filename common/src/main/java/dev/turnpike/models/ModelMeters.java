package dev.turnpike.models;

import dev.turnpike.events.Usage;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is measured of one model, under its name in the catalogue. Never anything of its texts. The
 * gauges end with it, the sums stay.
 */
final class ModelMeters implements AutoCloseable {

  private final MeterRegistry registry;
  private final Tags tags;
  private final Timer firstToken;
  private final Counter cost;
  private final List<Gauge> gauges = new ArrayList<>();

  ModelMeters(MeterRegistry registry, String model) {
    this.registry = registry;
    this.tags = Tags.of("model", model);
    this.firstToken =
        Timer.builder("turnpike.model.first.token")
            .description("From a model call to its first token")
            .tags(tags)
            .publishPercentileHistogram()
            .register(registry);
    this.cost =
        Counter.builder("turnpike.model.cost")
            .description("What answers cost, where the price is known")
            .baseUnit("usd")
            .tags(tags)
            .register(registry);
  }

  /** For as long as the gate lives. */
  ModelMeters watch(ModelGate gate) {
    gauges.add(
        Gauge.builder("turnpike.model.in.flight", gate, ModelGate::inFlight)
            .description("Model calls under way")
            .tags(tags)
            .register(registry));
    for (State state : new State[] {State.CLOSED, State.OPEN, State.HALF_OPEN}) {
      gauges.add(
          Gauge.builder("turnpike.model.breaker", gate, g -> g.state() == state ? 1 : 0)
              .description("1 for the state that the model's circuit breaker is in")
              .tags(tags.and("state", name(state)))
              .register(registry));
    }
    return this;
  }

  @Override
  public void close() {
    gauges.forEach(registry::remove);
  }

  /** A call that the gate did not let through. */
  void refused(ModelException failure) {
    count(name(failure.kind()));
  }

  Measured begin() {
    return new Measured();
  }

  private void count(String outcome) {
    Counter.builder("turnpike.model.calls")
        .description("Model calls by what became of them")
        .tags(tags.and("outcome", outcome))
        .register(registry)
        .increment();
  }

  private void used(Usage usage) {
    tokens("input", usage.getInputTokens(), usage);
    tokens("cached_input", usage.getCachedInputTokens(), usage);
    tokens("output", usage.getOutputTokens(), usage);
    tokens("reasoning", usage.getReasoningTokens(), usage);
    var nanoUsd = usage.getCostNanoUsd();
    if (nanoUsd != null) {
      cost.increment(nanoUsd / 1e9);
    }
  }

  private void tokens(String kind, long count, Usage usage) {
    Counter.builder("turnpike.model.tokens")
        .description("Tokens used; cached input is part of input, reasoning part of output")
        .tags(tags.and("kind", kind, "estimated", Boolean.toString(usage.getEstimated())))
        .register(registry)
        .increment((double) count);
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** One call; when it ends untold, it was interrupted. */
  final class Measured implements AutoCloseable {
    private final Timer.Sample since = Timer.start(registry);
    private boolean spoken;
    private String outcome = "interrupted";

    private Measured() {}

    void firstToken() {
      if (!spoken) {
        spoken = true;
        var _ = since.stop(firstToken);
      }
    }

    void answered(ModelReply reply) {
      outcome = "answered";
      used(reply.usage());
    }

    void failed(ModelException failure) {
      outcome = name(failure.kind());
    }

    @Override
    public void close() {
      count(outcome);
    }
  }
}

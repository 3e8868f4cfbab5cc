package dev.turnpike.models;

import dev.turnpike.events.Usage;
import dev.turnpike.metrics.Buckets;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is measured of one model, under its name in the catalogue. Never anything of its texts, and
 * nothing for each token. The gauges end with it, the sums stay.
 *
 * <p>What OpenTelemetry's conventions for generative AI have a name for is called so.
 */
final class ModelMeters implements AutoCloseable {

  private static final String ANSWERED = "answered";

  private final MeterRegistry registry;
  private final Tags tags;
  private final Tags operation;
  private final Timer firstToken;
  private final Counter cost;
  private final Counter retries;
  private final Counter fallbacks;
  private final List<Gauge> gauges = new ArrayList<>();
  private final CallTally tally = new CallTally();

  ModelMeters(MeterRegistry registry, ModelSettings settings) {
    this(registry, settings.name(), settings.simulated() ? "simulated" : "openai");
  }

  /** For all models that are not in the catalogue, whatever they are. */
  static ModelMeters ofOthers(MeterRegistry registry) {
    return new ModelMeters(registry, "other", "openai");
  }

  private ModelMeters(MeterRegistry registry, String model, String provider) {
    this.registry = registry;
    this.tags = Tags.of("model", model);
    this.operation =
        Tags.of(
            "gen_ai.operation.name",
            "chat",
            "gen_ai.provider.name",
            provider,
            "gen_ai.request.model",
            model);
    this.firstToken =
        Buckets.call(Timer.builder("gen_ai.client.operation.time_to_first_chunk"))
            .description("From a streamed model call to its first token")
            .tags(operation)
            .register(registry);
    this.cost =
        Counter.builder("turnpike.model.cost")
            .description("What answers cost, where the price is known")
            .baseUnit("usd")
            .tags(tags)
            .register(registry);
    this.retries = counter("turnpike.model.retries", "Calls made again of the same model");
    this.fallbacks =
        counter("turnpike.model.fallbacks", "Answers for which the ring went on to the next model");
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).tags(tags).register(registry);
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

  CallTally tally() {
    return tally;
  }

  /** A call that the gate did not let through. */
  void refused(ModelException failure) {
    tally.refused(failure.kind());
    count(name(failure.kind()));
  }

  /** A call has failed and is made again. */
  void retried() {
    retries.increment();
    tally.retries.increment();
  }

  /** The model has failed for good, and another one is asked. */
  void passedOn() {
    fallbacks.increment();
    tally.fallbacks.increment();
  }

  Measured begin() {
    return new Measured();
  }

  private void count(String outcome) {
    Counter.builder("turnpike.model.calls")
        .description("Model calls by what became of them, those not let through included")
        .tags(tags.and("outcome", outcome))
        .register(registry)
        .increment();
  }

  private Timer duration(String outcome) {
    return Buckets.call(Timer.builder("gen_ai.client.operation.duration"))
        .description("Model calls, from the request to the end of the answer")
        .tags(operation.and("error.type", outcome.equals(ANSWERED) ? "none" : outcome))
        .register(registry);
  }

  private void used(Usage usage) {
    size("input", usage.getInputTokens());
    size("output", usage.getOutputTokens());
    tokens("input", usage.getInputTokens(), usage);
    tokens("cached_input", usage.getCachedInputTokens(), usage);
    tokens("output", usage.getOutputTokens(), usage);
    tokens("reasoning", usage.getReasoningTokens(), usage);
    var nanoUsd = usage.getCostNanoUsd();
    if (nanoUsd != null) {
      cost.increment(nanoUsd / 1e9);
    }
  }

  private void size(String type, long tokens) {
    DistributionSummary.builder("gen_ai.client.token.usage")
        .description("Tokens of a model call: what it was given, what it answered")
        .baseUnit("tokens")
        .tags(operation.and("gen_ai.token.type", type))
        .serviceLevelObjectives(Buckets.tokens())
        .register(registry)
        .record((double) tokens);
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
      outcome = ANSWERED;
      used(reply.usage());
    }

    void failed(ModelException failure) {
      tally.failed(failure.kind());
      outcome = name(failure.kind());
    }

    @Override
    public void close() {
      tally.calls.increment();
      count(outcome);
      var _ = since.stop(duration(outcome));
    }
  }
}

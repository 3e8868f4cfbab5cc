package dev.turnpike.models;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How often a model was called and what came of it, since the process began. Thread-safe. */
final class CallTally {

  /** A failure or refusal. */
  record Trouble(ModelException.Kind kind, Instant at) {}

  final LongAdder calls = new LongAdder();
  final LongAdder failures = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder retries = new LongAdder();
  final LongAdder fallbacks = new LongAdder();
  private volatile @Nullable Trouble last;

  void failed(ModelException.Kind kind) {
    failures.increment();
    last = new Trouble(kind, Instant.now());
  }

  void refused(ModelException.Kind kind) {
    refused.increment();
    last = new Trouble(kind, Instant.now());
  }

  @Nullable Trouble last() {
    return last;
  }

  /** With what else is known of the model. */
  ModelStatus status(
      String name,
      String provider,
      boolean simulated,
      @Nullable String breaker,
      int inFlight,
      int maxConcurrent) {
    var trouble = last;
    return new ModelStatus(
        name,
        provider,
        simulated,
        breaker,
        inFlight,
        maxConcurrent,
        calls.sum(),
        failures.sum(),
        refused.sum(),
        retries.sum(),
        fallbacks.sum(),
        trouble == null ? null : trouble.kind().code(),
        trouble == null ? null : trouble.at());
  }
}

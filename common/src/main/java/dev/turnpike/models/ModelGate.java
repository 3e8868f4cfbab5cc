package dev.turnpike.models;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may call a model now: its circuit breaker and its concurrency limit.
 *
 * <p>A call is a {@link Pass} through the gate, and the breaker hears of it what it says about the
 * model. A first token is a success: a model that speaks is up, and an open breaker need not wait
 * for the end of a long answer to close. A failure after it is a failure all the same. A call that
 * was interrupted, or refused for what it asked, says nothing.
 */
final class ModelGate {

  private static final Logger log = LoggerFactory.getLogger(ModelGate.class);

  private final String model;
  private final CircuitBreaker breaker;
  private final Bulkhead places;
  private final Duration pause;

  ModelGate(ModelSettings settings, BreakerProperties properties, Clock clock) {
    this(
        settings.name(),
        breaker(settings.name(), properties, clock),
        places(settings.name(), settings.maxConcurrent(), settings.busyWait()),
        properties.pause());
  }

  /** For what is no model of the catalogue. */
  static ModelGate of(
      String model, int maxConcurrent, Duration busyWait, BreakerProperties breaker, Clock clock) {
    return new ModelGate(
        model,
        breaker(model, breaker, clock),
        places(model, maxConcurrent, busyWait),
        breaker.pause());
  }

  private ModelGate(String model, CircuitBreaker breaker, Bulkhead places, Duration pause) {
    this.model = model;
    this.breaker = breaker;
    this.places = places;
    this.pause = pause;
  }

  /** For another model of the same provider: the places are shared, the breaker is its own. */
  ModelGate forModel(String other, BreakerProperties properties, Clock clock) {
    return new ModelGate(other, breaker(other, properties, clock), places, pause);
  }

  CircuitBreaker.State state() {
    return breaker.getState();
  }

  int maxConcurrent() {
    return places.getMetrics().getMaxAllowedConcurrentCalls();
  }

  int inFlight() {
    var metrics = places.getMetrics();
    return metrics.getMaxAllowedConcurrentCalls() - metrics.getAvailableConcurrentCalls();
  }

  /**
   * Waits for a place, if need be.
   *
   * @throws ModelException when the breaker is open, or no place became free in time
   */
  Pass enter() throws ModelException, InterruptedException {
    if (!breaker.tryAcquirePermission()) {
      throw ModelFailures.breakerOpen(model, pause);
    }
    boolean entered = false;
    try {
      entered = places.tryAcquirePermission();
      if (entered) {
        return new Pass();
      }
    } finally {
      if (!entered) {
        breaker.releasePermission();
      }
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while waiting for a model");
    }
    throw ModelFailures.busy(model);
  }

  /** One call. For its thread alone. */
  final class Pass implements AutoCloseable {
    private boolean told;

    private Pass() {}

    /** The model has given a sign of life. */
    void alive() {
      if (!told) {
        told = true;
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
      }
    }

    void failed(ModelException failure) {
      if (failure.kind().blamesModel()) {
        told = true;
        breaker.onError(0, TimeUnit.NANOSECONDS, failure);
      }
    }

    /** Gives back the place, and the permission if it was not used up. */
    @Override
    public void close() {
      places.onComplete();
      if (!told) {
        breaker.releasePermission();
      }
    }
  }

  private static Bulkhead places(String model, int maxConcurrent, Duration busyWait) {
    return Bulkhead.of(
        model,
        BulkheadConfig.custom()
            .maxConcurrentCalls(maxConcurrent)
            .maxWaitDuration(busyWait)
            .build());
  }

  private static CircuitBreaker breaker(String model, BreakerProperties properties, Clock clock) {
    var breaker =
        CircuitBreaker.of(
            model,
            CircuitBreakerConfig.custom()
                .clock(clock)
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize(Math.toIntExact(properties.window().toSeconds()))
                .minimumNumberOfCalls(properties.minimumCalls())
                .failureRateThreshold(properties.failureRate())
                .waitDurationInOpenState(properties.pause())
                .permittedNumberOfCallsInHalfOpenState(properties.trials())
                .build());
    breaker.getEventPublisher().onStateTransition(ModelGate::tell);
    return breaker;
  }

  private static void tell(CircuitBreakerOnStateTransitionEvent event) {
    var to = event.getStateTransition().getToState();
    (to == CircuitBreaker.State.OPEN ? log.atWarn() : log.atInfo())
        .addKeyValue("model", event.getCircuitBreakerName())
        .addKeyValue("breaker", to)
        .log("The circuit breaker of a model has changed");
  }
}

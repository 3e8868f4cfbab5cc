package dev.turnpike.ingress.limits.rates;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** How many calls were allowed and refused, by class, and how the counting goes. */
final class RateMeters {
  private final Map<LimitClass, Counter> allowed = new EnumMap<>(LimitClass.class);
  private final Map<LimitClass, Counter> refused = new EnumMap<>(LimitClass.class);
  private final Counter failures;

  RateMeters(MeterRegistry registry, Counters counters) {
    for (LimitClass each : LimitClass.values()) {
      allowed.put(each, calls(registry, each, "allowed"));
      refused.put(each, calls(registry, each, "limited"));
    }
    failures =
        Counter.builder("turnpike.limits.exchange.failures")
            .description("Times that this node's counts could not be shared")
            .register(registry);
    Gauge.builder("turnpike.limits.counters", counters, Counters::size)
        .description("Users, addresses and accounts whose calls this node counts, by class")
        .register(registry);
  }

  private static Counter calls(MeterRegistry registry, LimitClass limited, String outcome) {
    return Counter.builder("turnpike.limits.calls")
        .description("Calls that are limited")
        .tag("class", limited.label())
        .tag("outcome", outcome)
        .register(registry);
  }

  void decided(Verdict verdict) {
    Map<LimitClass, Counter> outcome = verdict.allowed() ? allowed : refused;
    Objects.requireNonNull(outcome.get(verdict.policy().limited())).increment();
  }

  void exchangeFailed() {
    failures.increment();
  }
}

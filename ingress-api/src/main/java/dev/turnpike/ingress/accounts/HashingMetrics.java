package dev.turnpike.ingress.accounts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.IntSupplier;

/** How busy the hashing of passwords is. */
final class HashingMetrics {
  private final MeterRegistry registry;
  private final Timer hashes;
  private final Counter refused;

  HashingMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.hashes =
        Timer.builder("turnpike.passwords.hash")
            .description("Time that a password took to be hashed or checked, without waiting")
            .register(registry);
    this.refused =
        Counter.builder("turnpike.passwords.refused")
            .description("Requests told to come back, since too many passwords waited")
            .register(registry);
  }

  void watch(IntSupplier waiting) {
    Gauge.builder("turnpike.passwords.waiting", waiting::getAsInt)
        .description("Passwords that wait or are being hashed")
        .strongReference(true)
        .register(registry);
  }

  void hashed(Duration time) {
    hashes.record(time);
  }

  void refused() {
    refused.increment();
  }
}

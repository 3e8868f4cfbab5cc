package dev.turnpike.ingress.tokens;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;

/** What this node knows of revocations, and since when. */
final class RevocationMetrics {
  private RevocationMetrics() {}

  static void register(MeterRegistry registry, KnownRevocations known, RevocationFeed feed) {
    Gauge.builder("turnpike.revocations.known", known, KnownRevocations::size)
        .description("Revocations that this node keeps in memory")
        .register(registry);
    TimeGauge.builder(
            "turnpike.revocations.age", feed, TimeUnit.MILLISECONDS, each -> each.age().toMillis())
        .description("Time since this node last read what others revoked")
        .register(registry);
  }
}

package dev.turnpike.keyed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Meters of one {@link KeyedConsumer}, tagged with its topic and removed when it closes. */
final class KeyedMetrics implements AutoCloseable {

  private final MeterRegistry registry;
  private final Tags tags;
  private final Set<Meter> meters = ConcurrentHashMap.newKeySet();
  private final Timer commits;
  private final Counter commitFailures;

  KeyedMetrics(MeterRegistry registry, KeyedSettings settings) {
    this.registry = registry;
    this.tags = Tags.of("topic", settings.topic(), "group", settings.group());
    this.commits =
        keep(
            Timer.builder("turnpike.keyed.commit")
                .description("Group commits: outcomes and offsets in one transaction")
                .tags(tags)
                .register(registry));
    this.commitFailures =
        keep(
            Counter.builder("turnpike.keyed.commit.failures")
                .description("Group commits that were aborted and made again")
                .tags(tags)
                .register(registry));
  }

  void gauge(String name, String description, Supplier<Number> value) {
    keep(
        Gauge.builder("turnpike.keyed." + name, value)
            .description(description)
            .tags(tags)
            .register(registry));
  }

  void committed(Duration took) {
    commits.record(took);
  }

  void commitFailed() {
    commitFailures.increment();
  }

  void retried(boolean outage) {
    keep(registry.counter("turnpike.keyed.retries", tags.and("outage", Boolean.toString(outage))))
        .increment();
  }

  void deadLettered(String reason) {
    keep(registry.counter("turnpike.keyed.dead.letters", tags.and("reason", reason))).increment();
  }

  private <M extends Meter> M keep(M meter) {
    meters.add(meter);
    return meter;
  }

  @Override
  public void close() {
    meters.forEach(registry::remove);
  }
}

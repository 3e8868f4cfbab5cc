package dev.turnpike.keyed;

import dev.turnpike.metrics.GroupLag;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Meters of one {@link KeyedConsumer}, tagged with its topic and removed when it closes. */
final class KeyedMetrics implements AutoCloseable {

  private final MeterRegistry registry;
  private final Tags tags;
  private final Set<Meter> meters = ConcurrentHashMap.newKeySet();
  private final Timer commits;
  private final Counter commitFailures;
  private volatile @Nullable GroupLag watched;

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
    List.of(false, true).forEach(this::retries);
    List.of("unreadable", "always_fails").forEach(this::deadLetters);
  }

  void gauge(String name, String description, Supplier<Number> value) {
    keep(
        Gauge.builder("turnpike.keyed." + name, value)
            .description(description)
            .tags(tags)
            .register(registry));
  }

  void seconds(String name, String description, Supplier<Number> value) {
    keep(
        TimeGauge.builder("turnpike.keyed." + name, value, TimeUnit.SECONDS)
            .description(description)
            .tags(tags)
            .register(registry));
  }

  /** Closed with these. */
  void watched(GroupLag lag) {
    watched = lag;
  }

  void committed(Duration took) {
    commits.record(took);
  }

  void commitFailed() {
    commitFailures.increment();
  }

  void retried(boolean outage) {
    retries(outage).increment();
  }

  void deadLettered(String reason) {
    deadLetters(reason).increment();
  }

  private Counter retries(boolean outage) {
    return keep(
        Counter.builder("turnpike.keyed.retries")
            .description(
                "Records that failed and were tried again, since something was away or not")
            .tags(tags.and("outage", Boolean.toString(outage)))
            .register(registry));
  }

  private Counter deadLetters(String reason) {
    return keep(
        Counter.builder("turnpike.dead.letters")
            .description("Records of the topic that went to its dead letters")
            .tags(tags.and("reason", reason))
            .register(registry));
  }

  private <M extends Meter> M keep(M meter) {
    meters.add(meter);
    return meter;
  }

  @Override
  public void close() {
    if (watched != null) {
      watched.close();
    }
    meters.forEach(registry::remove);
  }
}

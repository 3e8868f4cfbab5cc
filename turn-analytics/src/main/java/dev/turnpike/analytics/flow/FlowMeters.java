package dev.turnpike.analytics.flow;

import dev.turnpike.analytics.rollup.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is measured of the flow. What is done again after a failure counts again. */
public final class FlowMeters {

  private static final Logger log = LoggerFactory.getLogger(FlowMeters.class);

  private final MeterRegistry registry;
  private final Clock clock;

  /** By kind and partition of the work, in milliseconds. */
  private final Map<Kind, Map<Integer, Long>> watermarks = new EnumMap<>(Kind.class);

  public FlowMeters(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    for (Kind kind : Kind.values()) {
      watermarks.put(kind, new ConcurrentHashMap<>());
      TimeGauge.builder("turnpike.analytics.watermark.age", () -> age(kind), TimeUnit.SECONDS)
          .description("How far behind now the slowest partition is that this instance counts")
          .tag("kind", kind.label())
          .register(registry);
      late(kind);
      duplicates(kind);
      evaluations(kind);
    }
    threadFailures();
  }

  /** What is late is counted and said, since it is in no rollup. */
  void late(Kind kind, String what) {
    late(kind).increment();
    log.atWarn().addKeyValue("kind", kind.label()).addKeyValue("event", what).log("Came too late");
  }

  void duplicate(Kind kind) {
    duplicates(kind).increment();
  }

  void evaluation(Kind kind) {
    evaluations(kind).increment();
  }

  void watermark(Kind kind, int partition, long millis) {
    partitions(kind).put(partition, millis);
  }

  void forget(Kind kind, int partition) {
    partitions(kind).remove(partition);
  }

  void threadFailed() {
    threadFailures().increment();
  }

  private double age(Kind kind) {
    return partitions(kind).values().stream()
        .mapToDouble(millis -> (clock.millis() - millis) / 1e3)
        .max()
        .orElse(Double.NaN);
  }

  private Map<Integer, Long> partitions(Kind kind) {
    return watermarks.getOrDefault(kind, Map.of());
  }

  private Counter late(Kind kind) {
    return counter("late", "Events that came too late to be counted", kind);
  }

  private Counter duplicates(Kind kind) {
    return counter("duplicates", "Events that had been counted before", kind);
  }

  private Counter evaluations(Kind kind) {
    return counter("evaluations", "Events of evaluations, which are left out", kind);
  }

  private Counter threadFailures() {
    return Counter.builder("turnpike.analytics.thread.failures")
        .description("Threads that failed and were replaced")
        .register(registry);
  }

  private Counter counter(String name, String description, Kind kind) {
    return Counter.builder("turnpike.analytics." + name)
        .description(description)
        .tag("kind", kind.label())
        .register(registry);
  }
}

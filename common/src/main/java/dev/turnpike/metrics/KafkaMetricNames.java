package dev.turnpike.metrics;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.MetricName;

/** Which metrics of Kafka's clients are shown, and as what. */
final class KafkaMetricNames {

  private static final Map<String, Set<String>> SHOWN =
      Map.of(
          "producer-metrics",
          Set.of(
              "record-send-total",
              "record-error-total",
              "record-retry-total",
              "request-latency-avg",
              "record-queue-time-avg",
              "buffer-available-bytes",
              "connection-count",
              "failed-authentication-total"),
          "consumer-metrics",
          Set.of("time-between-poll-max", "connection-count", "failed-authentication-total"),
          "consumer-fetch-manager-metrics",
          Set.of("records-consumed-total", "records-lag-max", "fetch-latency-avg"),
          "consumer-coordinator-metrics",
          Set.of("assigned-partitions", "rebalance-total", "failed-rebalance-total"),
          "stream-metrics",
          Set.of("alive-stream-threads", "failed-stream-threads"),
          "stream-thread-metrics",
          Set.of("process-total", "process-latency-avg", "commit-latency-avg"));

  /** What a metric of a client, or of a thread of it, as a whole may be tagged with. */
  private static final Set<String> WHOLE = Set.of("client-id", "thread-id", "process-id");

  private KafkaMetricNames() {}

  static boolean isShown(MetricName metric) {
    return SHOWN.getOrDefault(metric.group(), Set.of()).contains(metric.name())
        && WHOLE.containsAll(metric.tags().keySet());
  }

  /** As in {@code kafka.producer.record.send}; units are left to the meter. */
  static String shown(MetricName metric) {
    String group = metric.group().replaceFirst("-metrics$", "");
    String name = metric.name().replaceFirst("-(total|bytes)$", "");
    String unit = metric.name().endsWith("-bytes") ? ".bytes" : "";
    return "kafka." + (group + "." + name).replace('-', '.') + unit;
  }

  static boolean isTotal(MetricName metric) {
    return metric.name().endsWith("-total");
  }

  static boolean isMillis(MetricName metric) {
    return metric.name().contains("-latency-") || metric.name().contains("time-");
  }
}

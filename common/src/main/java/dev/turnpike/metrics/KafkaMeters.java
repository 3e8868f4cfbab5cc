package dev.turnpike.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.jspecify.annotations.Nullable;

/**
 * Shows what Kafka's clients measure about themselves, as meters. Made by the clients, by name.
 *
 * <p>A client has hundreds of metrics, many for each partition and broker: shown are the few of
 * {@link KafkaMetricNames}, for each client as a whole, under a name for its role that stays the
 * same over restarts. Of two clients in one role the younger is shown. They end with the client,
 * and cost nothing until they are read.
 */
public final class KafkaMeters implements MetricsReporter {

  private static final String REGISTRY = "turnpike.meters.registry";
  private static final String ROLE = "turnpike.meters.role";

  /** The parts of a client's id that are new at each start, or each time one is made. */
  private static final String RANDOM =
      "-?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<=-sweep)-\\d+$";

  private final Map<MetricName, Meter> meters = new ConcurrentHashMap<>();
  private @Nullable MeterRegistry registry;
  private String role = "unknown";

  /** To be added to a client's configuration. Its {@code client.id} is its role. */
  public static Map<String, Object> config(MeterRegistry registry) {
    return Map.of(
        CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
        KafkaMeters.class.getName(),
        REGISTRY,
        registry);
  }

  /** The same for a client whose {@code client.id} is not known or not always the same. */
  public static Map<String, Object> config(MeterRegistry registry, String role) {
    return Map.of(
        CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
        KafkaMeters.class.getName(),
        REGISTRY,
        registry,
        ROLE,
        role);
  }

  /** The registry in a configuration; null when there is none. */
  public static @Nullable MeterRegistry registry(Map<String, ?> config) {
    return config.get(REGISTRY) instanceof MeterRegistry found ? found : null;
  }

  @Override
  public void configure(Map<String, ?> config) {
    registry = registry(config);
    Object given = config.get(ROLE);
    Object id = given == null ? config.get(CommonClientConfigs.CLIENT_ID_CONFIG) : given;
    if (id != null) {
      role = String.valueOf(id).replaceAll(RANDOM, "");
    }
  }

  @Override
  public Set<String> reconfigurableConfigs() {
    return Set.of();
  }

  @Override
  public void init(List<KafkaMetric> metrics) {
    metrics.forEach(this::metricChange);
  }

  @Override
  public void metricChange(KafkaMetric metric) {
    var into = registry;
    if (into != null && KafkaMetricNames.isShown(metric.metricName())) {
      var name = metric.metricName();
      var older = into.find(KafkaMetricNames.shown(name)).tags("client_id", role(name)).meter();
      if (older != null) {
        into.remove(older);
      }
      meters.put(name, meter(metric, into));
    }
  }

  @Override
  public void metricRemoval(KafkaMetric metric) {
    remove(meters.remove(metric.metricName()));
  }

  @Override
  public void close() {
    meters.values().forEach(this::remove);
    meters.clear();
  }

  /** Unless a younger client of the role has it by now. */
  @SuppressWarnings("ReferenceEquality") // meters are equal by name
  private void remove(@Nullable Meter meter) {
    if (meter != null && registry != null) {
      var id = meter.getId();
      var shown = registry.find(id.getName()).tags(id.getTags()).meter();
      if (shown == meter) {
        registry.remove(meter);
      }
    }
  }

  private Meter meter(KafkaMetric metric, MeterRegistry into) {
    var name = KafkaMetricNames.shown(metric.metricName());
    var description = metric.metricName().description().replaceFirst(" in (ms|milliseconds)", "");
    var tags = Tags.of("client_id", role(metric.metricName()));
    if (KafkaMetricNames.isTotal(metric.metricName())) {
      return FunctionCounter.builder(name, metric, KafkaMeters::value)
          .description(description)
          .tags(tags)
          .register(into);
    }
    return KafkaMetricNames.isMillis(metric.metricName())
        ? TimeGauge.builder(name, metric, TimeUnit.MILLISECONDS, KafkaMeters::value)
            .description(description)
            .tags(tags)
            .register(into)
        : Gauge.builder(name, metric, KafkaMeters::value)
            .description(description)
            .tags(tags)
            .register(into);
  }

  /** Threads of Kafka Streams have metrics of their own. */
  private String role(MetricName metric) {
    String thread = metric.tags().get("thread-id");
    return thread == null ? role : thread.replaceAll(RANDOM, "");
  }

  private static double value(KafkaMetric metric) {
    return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}

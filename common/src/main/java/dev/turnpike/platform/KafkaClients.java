package dev.turnpike.platform;

import dev.turnpike.metrics.KafkaMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Makes producers and consumers with the settings that all of them share. Keys are strings; values
 * are bytes, since records are encoded before they are handed over and decoded where they are
 * handled, so that neither {@code send} nor {@code poll} fails on a value.
 *
 * <p>Order of precedence: the caller's overrides, the operator's {@code turnpike.kafka.properties},
 * the settings here.
 */
public final class KafkaClients {
  private final KafkaProperties properties;

  /** What makes clients show their metrics. */
  private final Map<String, Object> measured;

  /** Unmeasured. */
  KafkaClients(KafkaProperties properties) {
    this.properties = properties;
    this.measured = Map.of();
  }

  KafkaClients(KafkaProperties properties, MeterRegistry registry) {
    this.properties = properties;
    this.measured = KafkaMeters.config(registry);
  }

  /**
   * A producer for the way of the tokens: idempotent, {@code acks=all}. It waits for nothing while
   * the broker is idle; what comes while a request is under way shares the next one, so there are
   * fewer requests the more there is to send.
   *
   * @param clientId unique in this JVM
   */
  public Producer<String, byte[]> producer(String clientId, Map<String, ?> overrides) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    return new KafkaProducer<>(
        merged(clientId, settings, overrides), new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * A consumer that reads committed records, from the earliest, and commits nothing by itself.
   *
   * @param clientId unique in this JVM
   */
  public Consumer<String, byte[]> consumer(String clientId, Map<String, ?> overrides) {
    return new KafkaConsumer<>(
        consumerSettings(clientId, overrides),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  /** The settings of {@link #consumer}, for those who build the consumer themselves. */
  public Map<String, Object> consumerSettings(String clientId, Map<String, ?> overrides) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return merged(clientId, settings, overrides);
  }

  /** An admin client. */
  public Admin admin(String clientId, Map<String, ?> overrides) {
    return Admin.create(merged(clientId, Map.of(), overrides));
  }

  private Map<String, Object> merged(
      String clientId, Map<String, ?> settings, Map<String, ?> overrides) {
    Map<String, Object> all = new HashMap<>();
    all.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, 5);
    all.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    all.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
    all.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    all.putAll(measured);
    all.putAll(settings);
    all.putAll(properties.properties());
    all.putAll(overrides);
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, properties.bootstrapServers());
    all.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    return all;
  }
}

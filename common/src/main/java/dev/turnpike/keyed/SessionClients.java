package dev.turnpike.keyed;

import dev.turnpike.metrics.KafkaMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes the Kafka clients of a {@link KeyedConsumer}.
 *
 * <p>All its producers have one transactional id, so that a new one ends what an earlier one left
 * open. Settings of the user override the tuning, never what the guarantees rest on.
 */
final class SessionClients implements KeyedConsumer.Clients {

  private final KeyedSettings settings;
  private final MeterRegistry registry;
  private final String transactionalId;

  SessionClients(KeyedSettings settings, MeterRegistry registry) {
    this.settings = settings;
    this.registry = registry;
    this.transactionalId = settings.group() + "-" + UUID.randomUUID();
  }

  @Override
  public Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        consumerConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Producer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        producerConfig(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> consumerConfig() {
    Map<String, Object> config = new HashMap<>();
    if (classicProtocol()) { // with the other one these are the broker's to set
      config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
      // How soon members hear of each other: a member that joins waits for two beats, its own and
      // the
      // others', until it has partitions.
      config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 300);
      config.put(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          CooperativeStickyAssignor.class.getName());
    }
    config.putAll(KafkaMeters.config(registry, settings.group() + "-consumer"));
    config.putAll(settings.client());
    config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return config;
  }

  private boolean classicProtocol() {
    var protocol = settings.client().get(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
    return protocol == null || protocol.equalsIgnoreCase(GroupProtocol.CLASSIC.name());
  }

  private Map<String, Object> producerConfig() {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 5_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * settings.maxOutcomeBytes());
    config.putAll(KafkaMeters.config(registry, settings.group() + "-producer"));
    config.putAll(settings.client());
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    return config;
  }
}

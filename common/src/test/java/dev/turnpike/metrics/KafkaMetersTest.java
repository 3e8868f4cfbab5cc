package dev.turnpike.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void aProducerIsShownInBaseUnitsUntilItIsClosed() {
    try (var _ = producer(KafkaMeters.config(registry), "replies-" + UUID.randomUUID())) {
      assertThat(registry.get("kafka.producer.record.send").tag("client_id", "replies").meter())
          .satisfies(meter -> assertThat(meter.getId().getType()).isEqualTo(Meter.Type.COUNTER));
      assertThat(registry.get("kafka.producer.request.latency.avg").meter().getId().getBaseUnit())
          .isEqualTo("seconds");
      assertThat(registry.get("kafka.producer.buffer.available.bytes").gauge().value())
          .isPositive();
      assertThat(registry.getMeters())
          .as("no more than a few for each client, whatever its topics and brokers")
          .hasSizeLessThan(12)
          .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
    }
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void aRoleStandsForAnIdThatChanges() {
    var config = settings(KafkaMeters.config(registry, "workers-consumer"));
    config.put("group.id", "workers");
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      assertThat(consumer.metrics()).isNotEmpty();
      assertThat(
              registry
                  .get("kafka.consumer.coordinator.rebalance")
                  .tag("client_id", "workers-consumer")
                  .functionCounter()
                  .count())
          .isZero();
    }
  }

  @Test
  void ofTwoClientsInOneRoleTheYoungerIsShown() {
    var older = producer(KafkaMeters.config(registry), "box-sweep-1");
    try (var _ = producer(KafkaMeters.config(registry), "box-sweep-2")) {
      older.close();
      assertThat(registry.get("kafka.producer.record.send").tag("client_id", "box-sweep").meter())
          .isNotNull();
    }
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void withoutARegistryNothingIsMeasured() {
    try (var meters = new KafkaMeters()) {
      meters.configure(Map.of("client.id", "x"));
      assertThat(KafkaMeters.registry(Map.of())).isNull();
      assertThat(meters.reconfigurableConfigs()).isEmpty();
    }
  }

  private static Producer<byte[], byte[]> producer(Map<String, Object> measured, String id) {
    var config = settings(measured);
    config.put("client.id", id);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Nobody listens at port 1: metrics are there before a connection is. */
  private static Map<String, Object> settings(Map<String, Object> measured) {
    Map<String, Object> config = new HashMap<>(measured);
    config.put("bootstrap.servers", "127.0.0.1:1");
    return config;
  }
}

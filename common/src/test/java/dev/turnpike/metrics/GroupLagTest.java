package dev.turnpike.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.testing.TestPlatform;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class GroupLagTest {

  private final Map<String, Object> client =
      Map.of("bootstrap.servers", TestPlatform.shared().bootstrapServers());
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final String topic = "lag-" + UUID.randomUUID();

  @Test
  void whatNobodyHasReadCountsFromTheBeginning() throws Exception {
    try (var admin = Admin.create(client)) {
      admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
      write(0, 5);
      write(1, 3);
      admin
          .alterConsumerGroupOffsets(
              "readers", Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(4)))
          .all()
          .get();

      try (var _ = GroupLag.watch("readers", topic, client, registry)) {
        await().atMost(Duration.ofSeconds(20)).until(() -> lag() == 1 + 3);
      }
      assertThat(registry.find("turnpike.group.lag").gauge()).isNull();
    }
  }

  @Test
  void itIsUnknownWhereKafkaIsAway() {
    try (var _ =
        GroupLag.watch("readers", topic, Map.of("bootstrap.servers", "127.0.0.1:1"), registry)) {
      assertThat(lag()).isNaN();
    }
  }

  private double lag() {
    return registry.get("turnpike.group.lag").tags("group", "readers").gauge().value();
  }

  private void write(int partition, int records) throws Exception {
    try (var producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < records; i++) {
        var _ =
            producer.send(new ProducerRecord<>(topic, partition, new byte[0], new byte[1])).get();
      }
    }
  }
}

package dev.turnpike.operations.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.events.Cancelled;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.operations.KafkaAddress;
import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.console.Refusal;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestPlatform;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TopicTailTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final UUID TURN = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

  private final TestPlatform platform = TestPlatform.shared();
  private final TopicTail tail =
      new TopicTail(
          new KafkaAddress(platform.bootstrapServers(), new Surroundings(Map.of())),
          platform.schemaRegistry());

  @Test
  void committedRecordsAreDecodedAndAbortedOnesAreNotShown() {
    EventSerde<ReplyEvent> serde = EventSerde.of(Topics.CHAT_REPLIES, platform.schemaRegistry());
    try (KafkaProducer<String, byte[]> producer = transactional()) {
      producer.beginTransaction();
      send(producer, Topics.CHAT_REPLIES.name(), serde.serialize(cancelled("aborted")));
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      send(producer, Topics.CHAT_REPLIES.name(), serde.serialize(cancelled("committed")));
      producer.commitTransaction();
    }

    JsonNode line = JSON.readTree(lines(Topics.CHAT_REPLIES.name(), 1).getFirst());
    assertThat(line.propertyNames())
        .containsExactly("topic", "partition", "offset", "timestamp", "key", "value");
    assertThat(line.path("key").asString()).isEqualTo("some key");
    assertThat(Instant.parse(line.path("timestamp").asString())).isAfter(Instant.EPOCH);
    assertThat(line.at("/value/turn_id").asString()).isEqualTo(TURN.toString());
    assertThat(line.at("/value/body/Cancelled/reason").asString()).isEqualTo("committed");
  }

  @Test
  void whatCantBeDecodedIsShownWithItsHeaders() {
    String topic = Topics.CHAT_REQUESTS.deadLetterTopic();
    try (KafkaProducer<String, byte[]> producer = transactional()) {
      producer.beginTransaction();
      send(producer, topic, new byte[] {9, 8, 7});
      producer.commitTransaction();
    }

    JsonNode line = JSON.readTree(lines(topic, 1).getFirst());
    assertThat(line.at("/value/base64").asString()).isEqualTo("CQgH");
    assertThat(line.at("/headers/reason").asString()).isEqualTo("unreadable");
  }

  @Test
  void anUnknownTopicIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> lines("chat.reqests", 1))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("There is no topic 'chat.reqests'. There are: analytics.alerts, ")
        .hasMessageContaining("turns.completed")
        .hasMessageNotContaining("__");
  }

  private List<String> lines(String topic, int max) {
    List<String> lines = new ArrayList<>();
    tail.follow(topic, true, max, lines::add);
    return lines;
  }

  private static ReplyEvent cancelled(String reason) {
    return ReplyEvent.newBuilder()
        .setTurnId(TURN)
        .setAttempt(1)
        .setAt(Instant.now())
        .setBody(Cancelled.newBuilder().setReason(reason).build())
        .build();
  }

  private static void send(KafkaProducer<String, byte[]> producer, String topic, byte[] value) {
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, "some key", value);
    if (topic.endsWith(".dlt")) {
      record.headers().add("reason", "unreadable".getBytes(StandardCharsets.UTF_8));
    }
    var _ = producer.send(record);
  }

  private KafkaProducer<String, byte[]> transactional() {
    KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                platform.bootstrapServers(),
                "transactional.id",
                "tail-test-" + UUID.randomUUID()),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }
}

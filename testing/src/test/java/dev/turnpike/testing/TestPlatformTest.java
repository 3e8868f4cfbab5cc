package dev.turnpike.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class TestPlatformTest {

  private final TestPlatform platform = TestPlatform.shared();

  @Test
  void databasesAreApartAndHavePgvector() throws Exception {
    TestDatabase first = platform.newDatabase();
    TestDatabase second = platform.newDatabase();
    try (Connection a = first.connect();
        Connection b = second.connect();
        Statement inFirst = a.createStatement();
        Statement inSecond = b.createStatement()) {
      inFirst.execute("CREATE TABLE only_here (v vector(2))");
      try (ResultSet row = inSecond.executeQuery("SELECT to_regclass('only_here')")) {
        row.next();
        assertThat(row.getString(1)).isNull();
      }
    }
  }

  @Test
  void readersSeeDecodedEventsOfCommittedTransactionsOnly() {
    try (TopicReader<TurnCommand> reader = TopicReader.fromNow(Topics.CHAT_REQUESTS);
        KafkaProducer<String, TurnCommand> producer = transactionalProducer()) {
      producer.initTransactions();
      producer.beginTransaction();
      var _ = producer.send(cancelling("aborted"));
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      var _ = producer.send(cancelling("committed"));
      producer.commitTransaction();
      assertThat(reader.readUntil(Duration.ofSeconds(20), records -> !records.isEmpty()))
          .singleElement()
          .extracting(ConsumerRecord::key)
          .isEqualTo("committed");
      assertThatThrownBy(
              () -> reader.readUntil(Duration.ofMillis(10), records -> records.size() == 2))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("chat.requests");
    }
  }

  @Test
  void theModelIsThere() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(platform.modelBaseUrl() + "/models")).build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  private static ProducerRecord<String, TurnCommand> cancelling(String session) {
    TurnCommand command =
        TurnCommand.newBuilder()
            .setTurnId(new UUID(1, 2))
            .setSessionId(session)
            .setUserId("user")
            .setAcceptedAt(Instant.EPOCH)
            .setBody(CancelTurn.newBuilder().build())
            .build();
    return new ProducerRecord<>(Topics.CHAT_REQUESTS.name(), session, command);
  }

  private KafkaProducer<String, TurnCommand> transactionalProducer() {
    return new KafkaProducer<>(
        Map.<String, Object>of(
            "bootstrap.servers", platform.bootstrapServers(), "transactional.id", "platform-test"),
        new StringSerializer(),
        EventSerde.of(Topics.CHAT_REQUESTS, platform.schemaRegistry()).serializer());
  }
}

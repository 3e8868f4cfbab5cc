package dev.turnpike.agent.replies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.turnpike.events.Channel;
import dev.turnpike.events.Delta;
import dev.turnpike.events.HistoryCleared;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.Restarted;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplyStreamTest {

  private static final UUID TURN = new UUID(1, 2);
  private static final int MAILBOX = 3;

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(
          fourMailboxes(), false, null, new StringSerializer(), new ByteArraySerializer());
  private final EventSerde<ReplyEvent> serde = EventSerde.of(Topics.CHAT_REPLIES, oneSchema());
  private final ReplyPublisher publisher = new ReplyPublisher(producer, serde, Clock.systemUTC());
  private final ReplyStream stream = publisher.stream(TURN, MAILBOX, 2);

  @AfterEach
  void close() {
    publisher.close();
  }

  @Test
  void theFirstTextGoesAtOnceAndTheRestIsGatheredUntilItIsAcknowledged() throws Exception {
    stream.text("a", Channel.ANSWER);
    stream.text("b", Channel.ANSWER);
    stream.text("c", Channel.ANSWER);
    assertThat(sent()).containsExactly(new Delta(0, "a", Channel.ANSWER));

    producer.completeNext();

    await()
        .untilAsserted(
            () ->
                assertThat(sent())
                    .containsExactly(
                        new Delta(0, "a", Channel.ANSWER), new Delta(1, "bc", Channel.ANSWER)));
  }

  @Test
  void eventsAndChannelsKeepTheirPlaceInTheText() throws Exception {
    stream.text("think", Channel.REASONING);
    stream.text("ing", Channel.REASONING);
    stream.text("answer", Channel.ANSWER);
    stream.event(new HistoryCleared());

    assertThat(sent())
        .containsExactly(
            new Delta(0, "think", Channel.REASONING),
            new Delta(1, "ing", Channel.REASONING),
            new Delta(2, "answer", Channel.ANSWER),
            new HistoryCleared());
    assertThat(producer.history())
        .allSatisfy(
            record -> {
              assertThat(record.partition()).isEqualTo(MAILBOX);
              assertThat(record.key()).isEqualTo(TURN.toString());
              assertThat(serde.deserialize(record.value()).getAttempt()).isEqualTo(2);
            });
  }

  @Test
  void aRestartDropsWhatWasGatheredAndNumbersAnew() throws Exception {
    stream.text("a", Channel.ANSWER);
    stream.text("lost", Channel.ANSWER);
    stream.restart(0, "model_truncated");
    stream.text("b", Channel.ANSWER);
    stream.flush();

    assertThat(sent())
        .containsExactly(
            new Delta(0, "a", Channel.ANSWER),
            new Restarted(0, "model_truncated"),
            new Delta(0, "b", Channel.ANSWER));
  }

  @Test
  void tellsWhenSomethingWasLost() throws Exception {
    stream.text("a", Channel.ANSWER);
    producer.errorNext(new TimeoutException("no broker"));

    assertThat(stream.awaitDelivered()).isInstanceOf(TimeoutException.class);
  }

  @Test
  void theModelWaitsWhenTooMuchIsGathered() throws Exception {
    stream.text("first", Channel.ANSWER);
    var model =
        Thread.startVirtualThread(
            () -> {
              try {
                for (int i = 0; i < 100; i++) {
                  stream.text("x".repeat(1 << 10), Channel.ANSWER);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    await().until(() -> model.getState() == Thread.State.WAITING);

    var broker = Thread.startVirtualThread(this::acknowledgeEverything);
    assertThat(model.join(Duration.ofSeconds(20))).isTrue();
    assertThat(stream.awaitDelivered()).isNull();
    broker.interrupt();
  }

  private void acknowledgeEverything() {
    while (!Thread.interrupted()) {
      producer.completeNext();
      LockSupport.parkNanos(100_000);
    }
  }

  private List<Object> sent() {
    return producer.history().stream()
        .map(record -> serde.deserialize(record.value()).getBody())
        .toList();
  }

  private static Cluster fourMailboxes() {
    var node = new Node(0, "localhost", 0);
    var nodes = new Node[] {node};
    var partitions =
        java.util.stream.IntStream.range(0, 4)
            .mapToObj(p -> new PartitionInfo(Topics.CHAT_REPLIES.name(), p, node, nodes, nodes))
            .toList();
    return new Cluster("test", List.of(node), partitions, java.util.Set.of(), java.util.Set.of());
  }

  private static SchemaRegistry oneSchema() {
    var registry = mock(SchemaRegistry.class);
    when(registry.idOf(any(), any())).thenReturn(1);
    when(registry.schemaOf(1)).thenReturn(ReplyEvent.getClassSchema());
    return registry;
  }
}

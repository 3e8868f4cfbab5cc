package dev.turnpike.ingress.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.Channel;
import dev.turnpike.events.Delta;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestPlatform;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxReaderTest {
  private static final TopicPartition MAILBOX = new TopicPartition("chat.replies", 3);

  private final EventSerde<ReplyEvent> serde =
      EventSerde.of(Topics.CHAT_REPLIES, TestPlatform.shared().schemaRegistry());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Feeds feeds = new Feeds();
  private final List<MockConsumer<String, byte[]>> consumers =
      Collections.synchronizedList(new ArrayList<>());
  private final MailboxMetrics metrics = new MailboxMetrics(meters, feeds, new CatchUps());
  private final MailboxReader reader =
      new MailboxReader(
          this::consumer, List.of(MAILBOX), new Replies(serde, metrics), feeds, metrics);
  private final UUID turn = UUID.randomUUID();

  @BeforeEach
  void start() {
    Thread.ofPlatform().daemon().start(reader);
    await().until(reader::isReady);
  }

  @AfterEach
  void stop() {
    reader.stop();
  }

  @Test
  void startsAtTheEndAndFeedsWhoFollows() {
    Collected first = new Collected();
    Collected second = new Collected();
    follow(first);
    Reading ended = follow(second);
    record(100, turn, 1, "a");
    await().until(() -> first.texts.size() == 1 && second.texts.size() == 1);

    ended.end();
    record(101, turn, 1, "b");
    await().untilAsserted(() -> assertThat(first.texts).containsExactly("a", "b"));
    assertThat(second.texts).containsExactly("a");
    assertThat(first.cursors).containsExactly(new Cursor(3, 100, 0), new Cursor(3, 101, 0));
    assertThat(first.pauses).isPositive();
  }

  @Test
  void dropsLowerAttemptsAndStrangers() {
    Collected follower = new Collected();
    follow(follower);
    record(100, turn, 2, "new");
    record(101, turn, 1, "old");
    record(102, UUID.randomUUID(), 9, "of another turn");
    record(103, turn, 2, "newer");
    await().untilAsserted(() -> assertThat(follower.texts).containsExactly("new", "newer"));
  }

  @Test
  void skipsWhatCannotBeReadAndNeverDecodesWhatNobodyFollows() {
    Collected follower = new Collected();
    follow(follower);
    raw(100, UUID.randomUUID().toString(), new byte[] {1, 2, 3});
    raw(101, turn.toString(), new byte[] {1, 2, 3});
    raw(102, null, new byte[] {1, 2, 3});
    record(103, turn, 1, "fine");
    await().untilAsserted(() -> assertThat(follower.texts).containsExactly("fine"));
    assertThat(meters.get("turnpike.mailbox.unreadable").counter().count()).isEqualTo(1);
  }

  @Test
  void goesOnWhereItWasWithANewConsumer() {
    Collected follower = new Collected();
    follow(follower);
    record(100, turn, 1, "a");
    await().until(() -> follower.texts.size() == 1);

    consumers.getFirst().setPollException(new KafkaException("broken"));
    await().until(() -> consumers.size() == 2);
    await().until(() -> consumers.getLast().assignment().contains(MAILBOX));
    record(101, turn, 1, "b");
    await().untilAsserted(() -> assertThat(follower.texts).containsExactly("a", "b"));
  }

  private Reading follow(Follower follower) {
    Reading reading = new Reading(turn.toString(), MAILBOX.partition(), follower);
    feeds.add(reading);
    return reading;
  }

  private MockConsumer<String, byte[]> consumer() {
    MockConsumer<String, byte[]> consumer =
        new MockConsumer<>(AutoOffsetResetStrategy.LATEST.name());
    consumer.updateEndOffsets(Map.of(MAILBOX, 100L));
    consumers.add(consumer);
    return consumer;
  }

  private void record(long offset, UUID of, int attempt, String text) {
    Delta delta = new Delta(0, text, Channel.ANSWER);
    raw(offset, of.toString(), serde.serialize(new ReplyEvent(of, attempt, Instant.now(), delta)));
  }

  private void raw(long offset, @Nullable String key, byte[] value) {
    MockConsumer<String, byte[]> consumer = consumers.getLast();
    consumer.schedulePollTask(
        () ->
            consumer.addRecord(
                new ConsumerRecord<>(MAILBOX.topic(), MAILBOX.partition(), offset, key, value)));
  }

  private static final class Collected implements Follower {
    final List<String> texts = Collections.synchronizedList(new ArrayList<>());
    final List<Cursor> cursors = Collections.synchronizedList(new ArrayList<>());
    volatile int pauses;

    @Override
    public boolean onEvent(MailboxEvent event) {
      texts.add(((Delta) event.body()).getText());
      cursors.add(new Cursor(event.mailbox(), event.offset(), 0));
      return true;
    }

    @Override
    public void onPause() {
      pauses = texts.size();
    }
  }
}

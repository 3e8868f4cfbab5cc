package dev.turnpike.ingress.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.mailbox.CatchUps.CatchUp;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestPlatform;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweepersTest {
  private final CatchUps waiting = new CatchUps();
  private final AtomicInteger consumers = new AtomicInteger();
  private final MailboxMetrics metrics =
      new MailboxMetrics(new SimpleMeterRegistry(), new Feeds(), waiting);
  private final Sweepers sweepers =
      new Sweepers(
          waiting,
          this::consumer,
          new LogSweep.Parts(
              waiting,
              new Replies(
                  EventSerde.of(Topics.CHAT_REPLIES, TestPlatform.shared().schemaRegistry()),
                  metrics),
              (_, from, _) -> CompletableFuture.completedFuture(from),
              metrics));

  @AfterEach
  void stop() {
    sweepers.stop();
  }

  /** More often than there are threads: none of them may end. */
  @Test
  void tellEveryFollowerOfAnOutageHoweverLongItLasts() {
    sweepers.start();
    for (int i = 0; i < 8; i++) {
      AtomicReference<Follower.@Nullable Lost> lost = new AtomicReference<>();
      UUID turn = UUID.randomUUID();
      Reading reading = new Reading(turn.toString(), 1, new Told(lost));
      waiting.add(new CatchUp(reading, new Place(turn, 1, null, Instant.now(), null)));
      await().untilAsserted(() -> assertThat(lost).hasValue(Follower.Lost.UNREACHABLE));
    }
  }

  /** At first there is none at all, then there are some that reach nobody. */
  private Consumer<String, byte[]> consumer() {
    if (consumers.incrementAndGet() <= 3) {
      throw new KafkaException("no address is known");
    }
    MockConsumer<String, byte[]> consumer = new MockConsumer<>(AutoOffsetResetStrategy.NONE.name());
    consumer.setOffsetsException(new KafkaException("nobody answers"));
    return consumer;
  }

  private record Told(AtomicReference<Follower.@Nullable Lost> lost) implements Follower {
    @Override
    public boolean onEvent(MailboxEvent event) {
      return true;
    }

    @Override
    public void onLost(Lost why) {
      lost.set(why);
    }
  }
}

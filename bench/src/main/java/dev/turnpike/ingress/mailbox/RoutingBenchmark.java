package dev.turnpike.ingress.mailbox;

import dev.turnpike.bench.micro.PerToken;
import dev.turnpike.events.Channel;
import dev.turnpike.events.Delta;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.OneSchema;
import dev.turnpike.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The way of one event from a record of a mailbox to whoever follows its turn here: found by the
 * record's key, decoded, given.
 */
@State(Scope.Thread)
public class RoutingBenchmark {
  private static final int MAILBOX = 3;

  /** Turns that are followed on this node. */
  @Param({"1", "10000"})
  private int followed = 1;

  private final Feeds feeds = new Feeds();
  private final EventSerde<ReplyEvent> serde = OneSchema.serde(Topics.CHAT_REPLIES);
  private final MailboxMetrics metrics =
      new MailboxMetrics(new SimpleMeterRegistry(), feeds, new CatchUps());
  private final Replies replies = new Replies(serde, metrics);
  private final MailboxReader reader =
      new MailboxReader(
          () -> {
            throw new IllegalStateException("Nothing is read from Kafka here");
          },
          Set.of(),
          replies,
          feeds,
          metrics);
  private final Set<TurnFeed> fed = new HashSet<>();
  private final byte[][] values = new byte[1_024][];
  private final String[] keys = new String[values.length];
  private final byte[] foreign = event(new UUID(1, 1));
  private long offset;

  @Setup
  public void follow() {
    for (int i = 0; i < followed; i++) {
      UUID turn = new UUID(0, i);
      feeds.add(new Reading(turn.toString(), MAILBOX, _ -> true));
    }
    for (int i = 0; i < values.length; i++) {
      UUID turn = new UUID(0, i * 7919L % followed);
      keys[i] = turn.toString();
      values[i] = event(turn);
    }
  }

  @Benchmark
  @PerToken
  public int followed() {
    int next = (int) (offset % values.length);
    return deliver(keys[next], values[next]);
  }

  /** Nobody here follows the turn: dropped by its key, undecoded. */
  @Benchmark
  public int unfollowed() {
    return deliver("01900000-0000-7000-8000-000000000001", foreign);
  }

  /** Nobody here follows the turn, which is seen by the event's own id. */
  @Benchmark
  public boolean unfollowedDecodedRejected() {
    ReplyEvent event = serde.deserialize(foreign);
    return feeds.of(event.getTurnId().toString()) == null;
  }

  private int deliver(String key, byte[] value) {
    fed.clear(); // As after each poll; a poll has more than one record, so this is the most.
    reader.deliver(new ConsumerRecord<>("chat.replies", MAILBOX, offset++, key, value), fed);
    return fed.size();
  }

  private byte[] event(UUID turn) {
    return serde.serialize(
        new ReplyEvent(turn, 1, Instant.now(), new Delta(7, " answer", Channel.ANSWER)));
  }
}

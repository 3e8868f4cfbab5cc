package dev.turnpike.agent.replies;

import dev.turnpike.events.ReplyEvent;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends reply events to mailboxes, many of them in one request: a request costs the broker and its
 * clients some twenty times what a record does.
 *
 * <p>A turn's first text, its tool calls and its end go at once. Later text is sent in rounds for
 * all streams that have some, the next one not before {@link #ROUND} is over: so one stream alone
 * waits for nobody, and the more streams there are, the more of them share a request. While rounds
 * are large, what goes at once otherwise joins them: it waits for half a round more, and costs no
 * request of its own.
 *
 * <p>Rounds are made by one thread of its own: not by the producer's callback thread, which must
 * never block, and not by the model's thread, which waits for the next token.
 */
public final class ReplyPublisher implements AutoCloseable {

  /** What a piece of text waits at most, and the gaps between pieces change by. */
  private static final Duration ROUND = Duration.ofMillis(8);

  /** A round of so many streams is large. */
  private static final int LARGE = 32;

  private final Producer<String, byte[]> producer;
  private final EventSerde<ReplyEvent> serde;
  private final Clock clock;

  /** Streams with text to flush; each is in it at most once, so it is bounded by their number. */
  private final LinkedBlockingQueue<ReplyStream> flushable = new LinkedBlockingQueue<>();

  private final Thread flusher =
      Thread.ofPlatform().daemon().name("reply-flusher").unstarted(this::flush);

  private final LongAdder restarts = new LongAdder();
  private volatile boolean busy;

  public ReplyPublisher(
      Producer<String, byte[]> producer, EventSerde<ReplyEvent> serde, Clock clock) {
    this.producer = producer;
    this.serde = serde;
    this.clock = clock;
    flusher.start();
  }

  /** The events of one attempt at a turn. */
  public ReplyStream stream(UUID turnId, int mailbox, int attempt) {
    return new ReplyStream(this, turnId, mailbox, attempt);
  }

  void send(UUID turnId, int mailbox, int attempt, SpecificRecord body, Callback callback) {
    var event = new ReplyEvent(turnId, attempt, clock.instant(), body);
    var _ =
        producer.send(
            new ProducerRecord<>(
                Topics.CHAT_REPLIES.name(), mailbox, turnId.toString(), serde.serialize(event)),
            callback);
  }

  /** How often followers were told to drop text that they may have. */
  public long restarts() {
    return restarts.sum();
  }

  void restarted() {
    restarts.increment();
  }

  void flushLater(ReplyStream stream) {
    flushable.add(stream);
  }

  /** Whether so much is sent that nothing is worth a request of its own. */
  boolean isBusy() {
    return busy;
  }

  Instant now() {
    return clock.instant();
  }

  @Override
  public void close() {
    flusher.interrupt();
    producer.close();
  }

  private void flush() {
    long last = System.nanoTime();
    List<ReplyStream> round = new ArrayList<>();
    try {
      while (true) {
        round.add(flushable.take());
        Thread.sleep(Duration.ofNanos(last + ROUND.toNanos() - System.nanoTime()));
        last = System.nanoTime();
        flushable.drainTo(round);
        busy = round.size() >= LARGE;
        round.forEach(ReplyStream::flushListed);
        round.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

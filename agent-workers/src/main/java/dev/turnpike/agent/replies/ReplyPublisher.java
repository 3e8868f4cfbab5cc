package dev.turnpike.agent.replies;

import dev.turnpike.events.ReplyEvent;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends reply events to mailboxes.
 *
 * <p>Streams that have gathered text while their last event was under way are flushed by one thread
 * of its own: not by the producer's callback thread, which must never block, and not by the model's
 * thread, which waits for the next token.
 */
public final class ReplyPublisher implements AutoCloseable {

  private final Producer<String, byte[]> producer;
  private final EventSerde<ReplyEvent> serde;
  private final Clock clock;

  /** Streams with text to flush; each is in it at most once, so it is bounded by their number. */
  private final LinkedBlockingQueue<ReplyStream> flushable = new LinkedBlockingQueue<>();

  private final Thread flusher =
      Thread.ofPlatform().daemon().name("reply-flusher").unstarted(this::flush);

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
    var event =
        ReplyEvent.newBuilder()
            .setTurnId(turnId)
            .setAttempt(attempt)
            .setAt(clock.instant())
            .setBody(body)
            .build();
    var _ =
        producer.send(
            new ProducerRecord<>(
                Topics.CHAT_REPLIES.name(), mailbox, turnId.toString(), serde.serialize(event)),
            callback);
  }

  void flushLater(ReplyStream stream) {
    flushable.add(stream);
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
    try {
      while (true) {
        flushable.take().flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.turnpike.ingress.mailbox;

import dev.turnpike.events.Channel;
import dev.turnpike.events.Completed;
import dev.turnpike.events.Delta;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.Started;
import dev.turnpike.events.Usage;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestPlatform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A turn whose events a test writes, and what of them a follower has to see. */
final class WrittenTurn {
  private static final EventSerde<ReplyEvent> SERDE =
      EventSerde.of(Topics.CHAT_REPLIES, TestPlatform.shared().schemaRegistry());

  final UUID id = UUID.randomUUID();
  final Instant acceptedAt = Instant.now();
  final int mailbox;
  private final Producer<String, byte[]> producer;

  /** The events that count, in order. */
  final List<MailboxEvent> visible = new CopyOnWriteArrayList<>();

  private int attempt = 1;
  private int seq;

  WrittenTurn(int mailbox, Producer<String, byte[]> producer) {
    this.mailbox = mailbox;
    this.producer = producer;
  }

  static Producer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", TestPlatform.shared().bootstrapServers(), "linger.ms", 0),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  Place start() {
    return new Place(id, mailbox, null, acceptedAt, null);
  }

  Place behind(int index) {
    return start().behind(new Cursor(mailbox, visible.get(index).offset(), 0));
  }

  void begin() {
    seq = 0;
    write(attempt, new Started("sim", true));
  }

  void say(String text) {
    write(attempt, new Delta(seq++, text, Channel.ANSWER));
  }

  void end() {
    write(attempt, new Completed("stop", "sim", true, Usage.newBuilder().build(), -1));
  }

  /** A new attempt begins, and the old one does not know it yet. */
  void takeOver() {
    attempt++;
    begin();
    write(attempt - 1, new Delta(99, "of a zombie", Channel.ANSWER));
  }

  /** Something of it, as it might go on. */
  void goOn(Random random) {
    if (visible.isEmpty()) {
      begin();
    } else if (random.nextInt(12) == 0) {
      takeOver();
    } else {
      say("word " + seq);
    }
  }

  private void write(int of, Object body) {
    ReplyEvent event = new ReplyEvent(id, of, Instant.now(), body);
    var record =
        new ProducerRecord<>(
            Topics.CHAT_REPLIES.name(), mailbox, id.toString(), SERDE.serialize(event));
    try {
      long offset = producer.send(record).get().offset();
      if (of == attempt) {
        visible.add(new MailboxEvent(event, mailbox, offset));
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

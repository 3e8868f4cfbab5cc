package dev.turnpike.operations.recovery;

import dev.turnpike.keyed.PoisonRecordException;
import dev.turnpike.operations.console.Refusal;
import dev.turnpike.operations.recovery.RecoveryListener.Part;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.KafkaClients;
import dev.turnpike.platform.turns.CompletedLog;
import dev.turnpike.platform.turns.Stretch;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.dao.DataAccessResourceFailureException;

/** Goes once over what a topic has got since a time. */
final class TopicPass<T extends SpecificRecord> {

  private final KafkaClients kafka;
  private final SchemaRegistry registry;
  private final Topic<T> topic;
  private int unreadable;

  TopicPass(KafkaClients kafka, SchemaRegistry registry, Topic<T> topic) {
    this.kafka = kafka;
    this.registry = registry;
    this.topic = topic;
  }

  /** Takes each record with its event, in the order of its partition. */
  interface Taker<T> {
    void take(ConsumerRecord<byte[], byte[]> record, T event) throws Exception;

    /** A record without value. */
    default void tombstone(ConsumerRecord<byte[], byte[]> record) {}
  }

  void read(
      RecoveryOptions options, Instant since, RecoveryListener listener, Part part, Taker<T> taker)
      throws InterruptedException {
    var events = EventRecords.of(topic, registry);
    try (var log = CompletedLog.open(kafka, "recover-" + topic.name(), topic)) {
      var stretch = log.since(since);
      log.read(
          stretch,
          record -> {
            if (options.includes(record.timestamp())) {
              take(record, events, taker);
            }
          },
          read -> listener.progress(part, read, stretch.length()));
    }
  }

  /**
   * @throws Refusal when the topic may no longer have all of the time since
   */
  void requireReach(RecoveryOptions options, Instant now) {
    var kept = topic.retention();
    if (!options.gaps() && options.since().isBefore(now.minus(kept))) {
      throw new Refusal(
          "%s is kept for %d days, and --since is %s: what was deleted or cancelled before would come back. With --accept-gaps it is done all the same."
              .formatted(topic.name(), kept.toDays(), options.since()));
    }
  }

  /** From a time to now. */
  Stretch since(Instant time) {
    try (var log = CompletedLog.open(kafka, "recover-" + topic.name(), topic)) {
      return log.since(time);
    }
  }

  int unreadable() {
    return unreadable;
  }

  private void take(ConsumerRecord<byte[], byte[]> record, EventRecords<T> events, Taker<T> taker)
      throws InterruptedException {
    if (record.value() == null) {
      tombstone(record, taker);
      return;
    }
    T event;
    try {
      event = events.read(record);
    } catch (PoisonRecordException e) {
      unreadable++;
      return;
    }
    try {
      taker.take(record, event);
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new DataAccessResourceFailureException(
          "%s-%d, offset %d: %s"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()),
          e);
    }
  }

  private void tombstone(ConsumerRecord<byte[], byte[]> record, Taker<T> taker) {
    try {
      taker.tombstone(record);
    } catch (IllegalArgumentException | NullPointerException e) {
      unreadable++; // its key is none
    }
  }
}

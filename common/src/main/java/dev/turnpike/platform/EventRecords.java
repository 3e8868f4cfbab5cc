package dev.turnpike.platform;

import dev.turnpike.keyed.Outages;
import dev.turnpike.keyed.PoisonRecordException;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.MalformedEventException;
import dev.turnpike.schemas.RegistryUnavailableException;
import dev.turnpike.schemas.SchemaNotFoundException;
import dev.turnpike.schemas.SchemaRefusedException;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A topic's events as the records that keyed consumption takes and publishes.
 *
 * <p>It says which failures are the record's own: bytes that can't be read are poison; whatever the
 * registry does is an outage, see {@link #isOutage}.
 */
public final class EventRecords<T extends SpecificRecord> {

  private final Topic<T> topic;
  private final EventSerde<T> serde;

  private EventRecords(Topic<T> topic, SchemaRegistry registry) {
    this.topic = topic;
    this.serde = EventSerde.of(topic, registry);
  }

  public static <T extends SpecificRecord> EventRecords<T> of(
      Topic<T> topic, SchemaRegistry registry) {
    return new EventRecords<>(topic, registry);
  }

  /**
   * The event in a record.
   *
   * @throws PoisonRecordException when it can never be read
   */
  public T read(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      throw new PoisonRecordException("unreadable", "The record has no value.");
    }
    try {
      return serde.deserialize(value);
    } catch (MalformedEventException e) {
      throw new PoisonRecordException("unreadable", String.valueOf(e.getMessage()), e);
    }
  }

  /** The record of an event; Kafka chooses the partition by the key. */
  public ProducerRecord<byte[], byte[]> record(String key, T event) {
    return new ProducerRecord<>(
        topic.name(), key.getBytes(StandardCharsets.UTF_8), serde.serialize(event));
  }

  /**
   * The record of an event in the partition of another key, so that the events of that key are in
   * order. The partition is one of those that the provisioner makes: it stays when some are added.
   */
  public ProducerRecord<byte[], byte[]> record(String key, String partitionBy, T event) {
    return placed(key, partitionBy, serde.serialize(event));
  }

  /** Says that what has this key is deleted: compaction then takes all earlier records of it. */
  public ProducerRecord<byte[], byte[]> tombstone(String key, String partitionBy) {
    return placed(key, partitionBy, null);
  }

  private ProducerRecord<byte[], byte[]> placed(
      String key, String partitionBy, byte @Nullable [] value) {
    int partition =
        Utils.toPositive(Utils.murmur2(partitionBy.getBytes(StandardCharsets.UTF_8)))
            % topic.partitions();
    return new ProducerRecord<>(
        topic.name(), partition, key.getBytes(StandardCharsets.UTF_8), value);
  }

  /** {@link Outages#isOutage}, and what a registry that is away or was tampered with causes. */
  public static boolean isOutage(Throwable failure) {
    return failure instanceof RegistryUnavailableException
        || failure instanceof SchemaNotFoundException
        || failure instanceof SchemaRefusedException
        || Outages.isOutage(failure);
  }
}

package dev.turnpike.analytics.flow;

import dev.turnpike.keyed.PoisonRecordException;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.MalformedEventException;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** How Kafka Streams reads and writes events. */
final class EventValues {

  private EventValues() {}

  /** For a topic of ours, where a record that can't be read, or has no value, is poison. */
  static <V extends SpecificRecord> Serde<V> ofTopic(Topic<V> topic, SchemaRegistry registry) {
    EventSerde<V> events = EventSerde.of(topic, registry);
    return Serdes.serdeFrom(events.serializer(), (name, bytes) -> read(events, bytes));
  }

  /** For stores and internal topics, where a key may have no value. */
  static <V extends SpecificRecord> Serde<V> internal(Topic<V> topic, SchemaRegistry registry) {
    EventSerde<V> events = EventSerde.of(topic, registry);
    return Serdes.serdeFrom(events.serializer(), events.deserializer());
  }

  private static <V extends SpecificRecord> V read(EventSerde<V> events, byte[] bytes) {
    if (bytes == null) {
      throw new PoisonRecordException("unreadable", "The record has no value.");
    }
    try {
      return events.deserialize(bytes);
    } catch (MalformedEventException e) {
      throw new PoisonRecordException("unreadable", String.valueOf(e.getMessage()), e);
    }
  }
}

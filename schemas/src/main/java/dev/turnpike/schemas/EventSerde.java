package dev.turnpike.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a topic's events into bytes and back, in Confluent's wire format. Thread-safe. Reading
 * throws {@link MalformedEventException} for bytes that can never be read and {@link
 * RegistryUnavailableException} during an outage, and nothing else.
 */
public final class EventSerde<T extends SpecificRecord> {

  private final Topic<T> topic;
  private final SchemaRegistry registry;
  private final SpecificData model;
  private final Schema generated;
  private final Schema registered;
  private final DatumWriter<T> writer;

  /** By the id of the writer's schema. */
  private final ConcurrentMap<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();

  /** Of the schema that this serde writes; null until it was first looked up. */
  private volatile byte @Nullable [] header;

  private EventSerde(Topic<T> topic, SchemaRegistry registry) {
    this.topic = topic;
    this.registry = registry;
    this.model = SpecificData.getForClass(topic.valueType());
    this.generated = model.getSchema(topic.valueType());
    this.registered = topic.schema();
    this.writer = new SpecificDatumWriter<>(generated, model);
  }

  public static <T extends SpecificRecord> EventSerde<T> of(
      Topic<T> topic, SchemaRegistry registry) {
    return new EventSerde<>(topic, registry);
  }

  /**
   * @throws SchemaNotFoundException if the schema is not registered and may not be by the settings
   * @throws SchemaRefusedException if the registry refuses it
   * @throws RegistryUnavailableException during an outage
   */
  public byte[] serialize(T event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      bytes.writeBytes(header());
      writer.write(event, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The event's lists are Avro's, whose {@code equals} fails for records with optional instants:
   * compare such events by their text or bytes.
   */
  public T deserialize(byte[] record) {
    int id = WireFormat.schemaId(record);
    DatumReader<T> reader = readers.get(id);
    if (reader == null) {
      reader = readerFor(id);
      readers.put(id, reader);
    }
    return EventReader.read(reader, record);
  }

  /** For Kafka's clients; null (a tombstone) stays null. */
  public Serializer<T> serializer() {
    return (name, event) -> event == null ? null : serialize(event);
  }

  /** For Kafka's clients; null (a tombstone) stays null. */
  public Deserializer<T> deserializer() {
    return (name, record) -> record == null ? null : deserialize(record);
  }

  private byte[] header() {
    byte[] known = header;
    if (known == null) {
      known = WireFormat.header(registry.idOf(topic.subject(), registered));
      header = known;
    }
    return known;
  }

  private DatumReader<T> readerFor(int id) {
    Schema written = EventReader.writerSchema(registry, id);
    if (!written.getFullName().equals(generated.getFullName())) {
      throw new MalformedEventException(
          "The record's schema id %d is that of %s; topic %s carries %s."
              .formatted(id, written.getFullName(), topic.name(), generated.getFullName()),
          null);
    }
    return new SpecificDatumReader<>(written, generated, model);
  }
}

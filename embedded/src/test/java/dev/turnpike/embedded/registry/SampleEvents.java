package dev.turnpike.embedded.registry;

import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events of any topic, made from its schema: the variants go through all branches of its unions.
 */
final class SampleEvents {

  static final int VARIANTS = 9;
  static final String TEXT = "Grüße 🚀 \u2028 data: [DONE]\r\n";

  private SampleEvents() {}

  static <T extends SpecificRecord> T event(Topic<T> topic, int variant, SchemaRegistry registry) {
    byte[] body = body(topic.schema(), variant);
    int id = registry.idOf(topic.subject(), topic.schema());
    byte[] record = ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(id).put(body).array();
    return EventSerde.of(topic, registry).deserialize(record);
  }

  /** What the text of a variant's event holds: its UUID, where the topic's events have one. */
  static String mark(Topic<?> topic, int variant) {
    return topic.schema().toString().contains("uuid") ? new UUID(variant, -7).toString() : "Grüße";
  }

  /** In Avro's binary encoding. */
  static byte[] body(Schema schema, int variant) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<>(schema).write(value(schema, variant), encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static @Nullable Object value(Schema schema, int variant) {
    return switch (schema.getType()) {
      case RECORD -> record(schema, variant);
      case UNION -> value(schema.getTypes().get(variant % schema.getTypes().size()), variant);
      case ARRAY -> Collections.singletonList(value(schema.getElementType(), variant));
      case MAP -> Collections.singletonMap("key", value(schema.getValueType(), variant));
      case ENUM ->
          new GenericData.EnumSymbol(
              schema, schema.getEnumSymbols().get(variant % schema.getEnumSymbols().size()));
      case STRING -> schema.getLogicalType() == null ? TEXT : new UUID(variant, -7).toString();
      case INT -> variant - 1;
      case LONG -> 1_767_322_800_000_000L + variant;
      case DOUBLE -> variant / 3.0;
      case BOOLEAN -> variant % 2 == 0;
      case NULL -> null;
      default -> throw new IllegalArgumentException("No sample of " + schema.getType());
    };
  }

  private static GenericData.Record record(Schema schema, int variant) {
    GenericData.Record record = new GenericData.Record(schema);
    schema.getFields().forEach(f -> record.put(f.pos(), value(f.schema(), variant)));
    return record;
  }
}

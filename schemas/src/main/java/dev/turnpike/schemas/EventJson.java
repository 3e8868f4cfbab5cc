package dev.turnpike.schemas;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows any record in Confluent's wire format as JSON for people, by the schema it was written
 * with: instants as ISO text, bytes as Base64, and where a union has several types the value stands
 * in an object under its type's name, as in {@code {"body":{"Delta":{"seq":0}}}}. Thread-safe.
 */
public final class EventJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonMapper json = new JsonMapper();
  private final SchemaRegistry registry;
  private final ConcurrentMap<Integer, DatumReader<Object>> readers = new ConcurrentHashMap<>();

  public EventJson(SchemaRegistry registry) {
    this.registry = registry;
  }

  /**
   * One line of JSON.
   *
   * @throws MalformedEventException if the bytes can never be read
   * @throws RegistryUnavailableException during an outage
   */
  public String decode(byte[] record) {
    return json.writeValueAsString(tree(record));
  }

  /** The same, to be put into a larger object. */
  public JsonNode tree(byte[] record) {
    int id = WireFormat.schemaId(record);
    Schema schema = EventReader.writerSchema(registry, id);
    DatumReader<Object> reader =
        readers.computeIfAbsent(id, any -> new GenericDatumReader<>(schema));
    return node(schema, EventReader.read(reader, record));
  }

  private static JsonNode node(Schema schema, @Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    return switch (schema.getType()) {
      case NULL -> NODES.nullNode();
      case RECORD -> record((IndexedRecord) value);
      case ARRAY -> array(schema.getElementType(), (Collection<?>) value);
      case MAP -> map(schema.getValueType(), (Map<?, ?>) value);
      case UNION -> union(schema, value);
      case BOOLEAN -> NODES.booleanNode((Boolean) value);
      case INT -> whole(schema.getLogicalType(), (Integer) value);
      case LONG -> whole(schema.getLogicalType(), (Long) value);
      case FLOAT, DOUBLE -> NODES.numberNode(((Number) value).doubleValue());
      case FIXED -> bytes(schema.getLogicalType(), ((GenericFixed) value).bytes());
      case BYTES -> bytes(schema.getLogicalType(), bytes((ByteBuffer) value));
      case STRING, ENUM -> NODES.stringNode(value.toString());
    };
  }

  private static ObjectNode record(IndexedRecord record) {
    ObjectNode object = NODES.objectNode();
    for (Schema.Field field : record.getSchema().getFields()) {
      object.set(field.name(), node(field.schema(), record.get(field.pos())));
    }
    return object;
  }

  private static ArrayNode array(Schema elements, Collection<?> values) {
    ArrayNode array = NODES.arrayNode(values.size());
    values.forEach(value -> array.add(node(elements, value)));
    return array;
  }

  private static ObjectNode map(Schema values, Map<?, ?> entries) {
    ObjectNode object = NODES.objectNode();
    entries.forEach((key, value) -> object.set(key.toString(), node(values, value)));
    return object;
  }

  private static JsonNode union(Schema union, Object value) {
    Schema branch = union.getTypes().get(GenericData.get().resolveUnion(union, value));
    JsonNode node = node(branch, value);
    long types = union.getTypes().stream().filter(t -> t.getType() != Schema.Type.NULL).count();
    return types == 1 ? node : NODES.objectNode().set(branch.getName(), node);
  }

  private static JsonNode whole(@Nullable LogicalType type, long value) {
    return switch (type == null ? "" : type.getName()) {
      case "timestamp-millis" -> instant(value, ChronoUnit.MILLIS, true);
      case "timestamp-micros" -> instant(value, ChronoUnit.MICROS, true);
      case "timestamp-nanos" -> instant(value, ChronoUnit.NANOS, true);
      case "local-timestamp-millis" -> instant(value, ChronoUnit.MILLIS, false);
      case "local-timestamp-micros" -> instant(value, ChronoUnit.MICROS, false);
      case "local-timestamp-nanos" -> instant(value, ChronoUnit.NANOS, false);
      case "date" -> NODES.stringNode(LocalDate.ofEpochDay(value).toString());
      case "time-millis" -> time(Duration.ofMillis(value));
      case "time-micros" -> time(Duration.of(value, ChronoUnit.MICROS));
      default -> NODES.numberNode(value);
    };
  }

  private static JsonNode instant(long value, ChronoUnit unit, boolean utc) {
    Instant instant = Instant.EPOCH.plus(value, unit);
    return NODES.stringNode(
        utc ? instant.toString() : instant.atZone(ZoneOffset.UTC).toLocalDateTime().toString());
  }

  private static JsonNode time(Duration sinceMidnight) {
    return NODES.stringNode(LocalTime.MIDNIGHT.plus(sinceMidnight).toString());
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static JsonNode bytes(@Nullable LogicalType type, byte[] bytes) {
    return type instanceof LogicalTypes.Decimal decimal && bytes.length > 0
        ? NODES.numberNode(new BigDecimal(new BigInteger(bytes), decimal.getScale()))
        : NODES.stringNode(Base64.getEncoder().encodeToString(bytes));
  }
}

package dev.turnpike.embedded.model.answers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the smallest value that is valid against a JSON schema: what is required and nothing else,
 * the first of several choices. Understands types, {@code enum}, {@code const}, {@code $ref} within
 * the document, {@code anyOf}, {@code oneOf}, {@code allOf}, lengths, ranges and the usual formats;
 * patterns it does not.
 */
final class SchemaInstance {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 20;
  private static final Map<String, String> FORMATS =
      Map.of(
          "date-time", "2025-01-01T00:00:00Z",
          "date", "2025-01-01",
          "time", "00:00:00Z",
          "duration", "PT0S",
          "email", "someone@example.org",
          "hostname", "example.org",
          "uri", "https://example.org",
          "ipv4", "127.0.0.1",
          "uuid", "00000000-0000-0000-0000-000000000000");

  private final JsonNode document;

  SchemaInstance(JsonNode document) {
    this.document = document;
  }

  JsonNode minimal(JsonNode schema) {
    return minimal(schema, 0);
  }

  /** The schema that a reference, or the first of several choices, leads to. */
  JsonNode resolved(JsonNode schema) {
    JsonNode current = schema;
    for (int hops = 0; hops < DEEPEST; hops++) {
      String reference = current.path("$ref").asString("");
      if (reference.startsWith("#")) {
        current = document.at(reference.substring(1));
      } else if (current.path("anyOf").size() > 0) {
        current = current.path("anyOf").get(0);
      } else if (current.path("oneOf").size() > 0) {
        current = current.path("oneOf").get(0);
      } else {
        return current.path("allOf").size() > 0 ? merged(current) : current;
      }
    }
    return current;
  }

  /** The type of a schema; the first of several; object or string where it says nothing. */
  String type(JsonNode schema) {
    JsonNode node = resolved(schema);
    JsonNode type = node.path("type");
    if (type.isArray() && !type.isEmpty()) {
      return type.get(0).asString("");
    }
    return type.asString(
        node.has("properties") ? "object" : node.has("items") ? "array" : "string");
  }

  private JsonNode minimal(JsonNode schema, int depth) {
    JsonNode node = resolved(schema);
    if (node.has("const")) {
      return node.path("const");
    }
    if (node.path("enum").size() > 0) {
      return node.path("enum").get(0);
    }
    if (depth > DEEPEST) {
      return NODES.nullNode();
    }
    return switch (type(node)) {
      case "object" -> object(node, depth);
      case "array" -> array(node, depth);
      case "integer" -> NODES.numberNode(number(node).toBigInteger());
      case "number" -> NODES.numberNode(number(node));
      case "boolean" -> NODES.booleanNode(false);
      case "null" -> NODES.nullNode();
      default -> string(node);
    };
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = NODES.objectNode();
    for (JsonNode name : schema.path("required").values()) {
      String property = name.asString("");
      object.set(property, minimal(schema.path("properties").path(property), depth + 1));
    }
    return object;
  }

  private ArrayNode array(JsonNode schema, int depth) {
    ArrayNode array = NODES.arrayNode();
    for (int i = 0; i < schema.path("minItems").asInt(0); i++) {
      array.add(minimal(schema.path("items"), depth + 1));
    }
    return array;
  }

  private static JsonNode string(JsonNode schema) {
    String format = FORMATS.get(schema.path("format").asString(""));
    String text = format == null ? "" : format;
    int missing = schema.path("minLength").asInt(0) - text.length();
    return NODES.stringNode(text + "x".repeat(Math.max(0, missing)));
  }

  /** 0 if that is allowed, else the allowed number next to it. */
  private static BigDecimal number(JsonNode schema) {
    boolean whole = schema.path("type").asString("").equals("integer");
    BigDecimal step =
        schema.path("multipleOf").asDecimal(whole ? BigDecimal.ONE : new BigDecimal("0.5"));
    BigDecimal value = BigDecimal.ZERO;
    if (schema.has("minimum")) {
      value = value.max(schema.path("minimum").decimalValue());
    }
    if (schema.has("exclusiveMinimum")) {
      value = value.max(schema.path("exclusiveMinimum").decimalValue().add(step));
    }
    if (schema.has("maximum")) {
      value = value.min(schema.path("maximum").decimalValue());
    }
    if (schema.has("exclusiveMaximum")) {
      value = value.min(schema.path("exclusiveMaximum").decimalValue().subtract(step));
    }
    boolean stepped = whole || schema.has("multipleOf");
    return stepped ? upTo(value, step) : value;
  }

  private static BigDecimal upTo(BigDecimal value, BigDecimal step) {
    return value.divide(step, 0, RoundingMode.CEILING).multiply(step);
  }

  private ObjectNode merged(JsonNode schema) {
    ObjectNode merged = NODES.objectNode();
    ObjectNode properties = NODES.objectNode();
    ArrayNode required = NODES.arrayNode();
    for (JsonNode part : schema.path("allOf").values()) {
      JsonNode resolved = resolved(part);
      resolved.forEachEntry(merged::set);
      resolved.path("properties").forEachEntry(properties::set);
      resolved.path("required").values().forEach(required::add);
    }
    schema.forEachEntry((name, value) -> setUnless(name.equals("allOf"), merged, name, value));
    schema.path("properties").forEachEntry(properties::set);
    schema.path("required").values().forEach(required::add);
    merged.set("properties", properties);
    merged.set("required", required);
    return merged;
  }

  private static void setUnless(boolean not, ObjectNode target, String name, JsonNode value) {
    if (!not) {
      target.set(name, value);
    }
  }
}

package dev.turnpike.ingress.attack;

import dev.turnpike.ingress.document.ApiDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values that a schema allows, or nearly. */
final class SchemaValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ApiDocument document;
  private final Random random;
  private final OddValues odd;

  SchemaValues(ApiDocument document, Random random, OddValues odd) {
    this.document = document;
    this.random = random;
    this.odd = odd;
  }

  JsonNode of(JsonNode schema) {
    JsonNode resolved = document.resolved(schema);
    if (resolved.has("anyOf")) {
      return of(pick(resolved.path("anyOf")));
    }
    if (resolved.has("const")) {
      return resolved.path("const");
    }
    if (resolved.has("enum")) {
      return pick(resolved.path("enum"));
    }
    return switch (typeOf(resolved)) {
      case "object" -> object(resolved);
      case "array" -> array(resolved);
      case "string" -> NODES.stringNode(string(resolved));
      case "integer" -> NODES.numberNode(resolved.path("minimum").asInt(0) + random.nextInt(5));
      case "number" -> NODES.numberNode(random.nextDouble() * resolved.path("maximum").asDouble(1));
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "null" -> NODES.nullNode();
      default -> odd.node();
    };
  }

  private String typeOf(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? pick(type).asString() : type.asString("");
  }

  private JsonNode pick(JsonNode array) {
    return array.get(random.nextInt(array.size()));
  }

  private ObjectNode object(JsonNode schema) {
    ObjectNode object = NODES.objectNode();
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(each -> required.add(each.asString()));
    schema
        .path("properties")
        .properties()
        .forEach(
            each -> {
              if (required.contains(each.getKey()) || random.nextInt(3) == 0) {
                object.set(each.getKey(), of(each.getValue()));
              }
            });
    return object;
  }

  private ArrayNode array(JsonNode schema) {
    ArrayNode array = NODES.arrayNode();
    for (int i = Math.max(1, schema.path("minItems").asInt(0)) + random.nextInt(2); i > 0; i--) {
      array.add(of(schema.path("items")));
    }
    return array;
  }

  private String string(JsonNode schema) {
    return switch (schema.path("format").asString("")) {
      case "email" -> "fuzz-%d@example.org".formatted(random.nextLong());
      case "date-time" -> "2027-01-01T00:00:00Z";
      case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
      default -> random.nextBoolean() ? "Passw0rd!" : "default";
    };
  }

  /** Changes something somewhere. */
  JsonNode broken(JsonNode value) {
    return switch (value) {
      case ObjectNode object when !object.isEmpty() && random.nextInt(4) > 0 -> {
        List<String> names = new ArrayList<>(object.propertyNames());
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(4)) {
          case 0 -> object.remove(name);
          case 1 -> object.set(odd.text(), odd.node());
          default -> object.set(name, broken(object.path(name)));
        }
        yield object;
      }
      case ArrayNode array when !array.isEmpty() && random.nextInt(4) > 0 -> {
        int at = random.nextInt(array.size());
        array.set(at, broken(array.get(at)));
        yield array;
      }
      default -> odd.node();
    };
  }
}

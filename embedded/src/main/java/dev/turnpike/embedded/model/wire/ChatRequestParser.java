package dev.turnpike.embedded.model.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a request's body. Fields it does not know are ignored, as OpenAI's servers do; impossible
 * ones are refused with the name of the field.
 */
public final class ChatRequestParser {
  private final JsonMapper mapper = JsonMapper.shared();

  public ChatRequest parse(byte[] body) {
    JsonNode root = read(body);
    if (number(root, "n", 1) != 1) {
      throw RequestRefused.invalid("'n' must be 1: one answer per request.", "n");
    }
    return new ChatRequest(
        model(root),
        MessageParser.parse(root.path("messages")),
        ToolParser.tools(root.path("tools")),
        ToolParser.choice(root.path("tool_choice")),
        responseFormat(root.path("response_format")),
        flag(root.path("stream"), "stream"),
        flag(root.path("stream_options").path("include_usage"), "stream_options.include_usage"),
        maxTokens(root));
  }

  private JsonNode read(byte[] body) {
    JsonNode root = null;
    try {
      root = mapper.readTree(body);
    } catch (JacksonException e) {
      throw RequestRefused.invalid("The body is not JSON: " + e.getOriginalMessage(), null);
    }
    if (!root.isObject()) {
      throw RequestRefused.invalid("The body must be a JSON object.", null);
    }
    return root;
  }

  private static String model(JsonNode root) {
    JsonNode model = root.path("model");
    if (!model.isString()) {
      throw RequestRefused.invalid("'model' must be a string, for example \"sim\".", "model");
    }
    return model.stringValue();
  }

  private static ResponseFormat responseFormat(JsonNode node) {
    if (absent(node)) {
      return new ResponseFormat.Text();
    }
    return switch (node.path("type").asString("")) {
      case "text" -> new ResponseFormat.Text();
      case "json_object" -> new ResponseFormat.JsonObject();
      case "json_schema" -> jsonSchema(node.path("json_schema"));
      default ->
          throw RequestRefused.invalid(
              "'response_format.type' must be text, json_object or json_schema.",
              "response_format.type");
    };
  }

  private static ResponseFormat jsonSchema(JsonNode node) {
    if (!node.path("schema").isObject()) {
      throw RequestRefused.invalid(
          "'response_format.json_schema.schema' must be a JSON schema.",
          "response_format.json_schema.schema");
    }
    return new ResponseFormat.JsonSchema(node.path("name").asString(""), node.path("schema"));
  }

  private static int maxTokens(JsonNode root) {
    int older = number(root, "max_tokens", Integer.MAX_VALUE);
    return number(root, "max_completion_tokens", older);
  }

  private static int number(JsonNode root, String field, int otherwise) {
    JsonNode node = root.path(field);
    if (absent(node)) {
      return otherwise;
    }
    if (!node.isInt() || node.intValue() < 1) {
      throw RequestRefused.invalid(
          "'%s' must be a whole number of 1 or more.".formatted(field), field);
    }
    return node.intValue();
  }

  private static boolean flag(JsonNode node, String field) {
    if (absent(node)) {
      return false;
    }
    if (!node.isBoolean()) {
      throw RequestRefused.invalid("'%s' must be true or false.".formatted(field), field);
    }
    return node.booleanValue();
  }

  static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  /** The elements of an array; none if it is absent. */
  static List<JsonNode> elements(JsonNode node, String field) {
    if (absent(node)) {
      return List.of();
    }
    if (!node.isArray()) {
      throw RequestRefused.invalid("'%s' must be an array.".formatted(field), field);
    }
    return new ArrayList<>(node.values());
  }

  static String text(JsonNode node, String field) {
    @Nullable String value = node.isString() ? node.stringValue() : null;
    if (value == null) {
      throw RequestRefused.invalid("'%s' must be a string.".formatted(field), field);
    }
    return value;
  }
}

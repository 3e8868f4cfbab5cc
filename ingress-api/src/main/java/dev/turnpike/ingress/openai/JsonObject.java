package dev.turnpike.ingress.openai;

import dev.turnpike.ingress.problem.FieldError;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.text.TextRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object of a request, whose fields are read one by one: many may have one of several types,
 * and whoever sends a wrong one is told which field it was. A field that is null is absent; unknown
 * ones are never looked at.
 *
 * @param path where it stands in the body; empty for the body itself
 */
public record JsonObject(JsonNode node, String path) {
  /**
   * @throws Problem 400 unless the node is an object
   */
  public JsonObject {
    if (!node.isObject()) {
      throw wrong(path.isEmpty() ? "body" : path, "must be an object");
    }
  }

  /** 400 that names a field and says what it must be. */
  public static Problem wrong(String field, String message) {
    return problem("invalid_request", field, message);
  }

  /** 400 that names a field which is understood and can't be served. */
  public static Problem unsupported(String field, String message) {
    return problem("unsupported_parameter", field, message);
  }

  private static Problem problem(String code, String field, String message) {
    return Problem.of(HttpStatus.BAD_REQUEST, code, "%s %s.".formatted(field, message))
        .withErrors(List.of(new FieldError(field, message)));
  }

  /** How a field of this object is called in errors. */
  public String nameOf(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  public Optional<JsonNode> get(String field) {
    @Nullable JsonNode value = node.get(field);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  public Optional<JsonObject> object(String field) {
    return get(field).map(value -> new JsonObject(value, nameOf(field)));
  }

  /**
   * @param max longest, in characters
   */
  public Optional<String> text(String field, int min, int max) {
    return get(field).map(value -> text(value, nameOf(field), min, max));
  }

  /** The text of a node. */
  public static String text(JsonNode value, String name, int min, int max) {
    if (!value.isString()) {
      throw wrong(name, "must be a string");
    }
    String text = value.asString();
    @Nullable String complaint = TextRule.complaint(text, min, max);
    if (complaint != null) {
      throw wrong(name, complaint);
    }
    return text;
  }

  /** False when absent. */
  public boolean isTrue(String field) {
    return get(field)
        .map(
            value -> {
              if (!value.isBoolean()) {
                throw wrong(nameOf(field), "must be true or false");
              }
              return value.asBoolean();
            })
        .orElse(false);
  }

  public Optional<Double> number(String field, double min, double max) {
    return get(field)
        .map(
            value -> {
              if (!value.isNumber() || value.asDouble() < min || value.asDouble() > max) {
                throw wrong(nameOf(field), "must be a number from %s to %s".formatted(min, max));
              }
              return value.asDouble();
            });
  }

  public Optional<Integer> positive(String field) {
    return get(field)
        .map(
            value -> {
              if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 1) {
                throw wrong(nameOf(field), "must be a whole number of at least 1");
              }
              return value.asInt();
            });
  }

  public List<JsonNode> array(String field) {
    return get(field)
        .map(
            value -> {
              if (!value.isArray()) {
                throw wrong(nameOf(field), "must be an array");
              }
              return value.valueStream().toList();
            })
        .orElse(List.of());
  }

  /** Refuses a field that asks for anything at all. */
  public void refuse(String field, String reason) {
    get(field)
        .filter(
            value ->
                !(value.isArray() && value.isEmpty()) && !(value.isBoolean() && !value.asBoolean()))
        .ifPresent(
            _ -> {
              throw unsupported(nameOf(field), reason);
            });
  }
}

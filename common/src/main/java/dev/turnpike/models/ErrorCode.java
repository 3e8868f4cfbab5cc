package dev.turnpike.models;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds in a provider's error the one part that is useful and never a quotation: its code. */
final class ErrorCode {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private ErrorCode() {}

  /**
   * Such as {@code context_length_exceeded}; empty when there is none.
   *
   * @param body as in {@code {"error": {"code": "…", "type": "…"}}}, with or without the envelope
   */
  static String of(String body) {
    try {
      var json = JSON.readTree(body);
      var error = json.path("error").isObject() ? json.path("error") : json;
      var code = text(error.path("code"));
      return code.isEmpty() ? text(error.path("type")) : code;
    } catch (JacksonException e) {
      return "";
    }
  }

  private static String text(JsonNode node) {
    return node.isString() && CODE.matcher(node.asString()).matches() ? node.asString() : "";
  }
}

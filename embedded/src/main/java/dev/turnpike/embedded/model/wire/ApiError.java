package dev.turnpike.embedded.model.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error as OpenAI words it: an HTTP status and {@code {"error": {message, type, param, code}}}.
 */
public record ApiError(
    int status, String message, String type, @Nullable String param, @Nullable String code) {

  public static ApiError invalid(String message, @Nullable String param) {
    return new ApiError(400, message, "invalid_request_error", param, null);
  }

  public static ApiError notFound(String message, @Nullable String param, @Nullable String code) {
    return new ApiError(404, message, "invalid_request_error", param, code);
  }

  public byte[] json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putObject("error")
        .put("message", message)
        .put("type", type)
        .put("param", param)
        .put("code", code);
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }
}

package dev.turnpike.ingress.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.springframework.http.HttpStatus;

/** Schema and example of an error, as RFC 9457 has it or as OpenAI does. */
final class ErrorExamples {
  private ErrorExamples() {}

  static void fill(ObjectNode content, int status, Set<String> codes, boolean openAi) {
    ArrayNode parts = content.putObject("schema").putArray("allOf");
    ObjectNode exact = parts.addObject();
    exact.put("$ref", "#/components/schemas/" + (openAi ? "OpenAiError" : "Problem"));
    ObjectNode properties = parts.addObject().put("type", "object").putObject("properties");
    ObjectNode example = content.putObject("example");
    String code = codes.iterator().next();
    String detail = ErrorRule.meaningOf(code);
    if (openAi) {
      properties = properties.putObject("error").put("type", "object").putObject("properties");
      example = example.putObject("error").put("message", detail).put("type", typeOf(status));
      example.putNull("param");
    } else {
      properties.putObject("status").put("const", status);
      example.put("type", "about:blank").put("title", HttpStatus.valueOf(status).getReasonPhrase());
      example.put("status", status).put("detail", detail);
    }
    ArrayNode known = properties.putObject("code").putArray("enum");
    codes.forEach(known::add);
    example.put("code", code);
  }

  private static String typeOf(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 429 -> "rate_limit_error";
      default -> status < 500 ? "invalid_request_error" : "server_error";
    };
  }
}

package dev.turnpike.local.chat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A problem document (RFC 9457) as a sentence for people. */
final class ProblemText {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST = 64 * 1024;

  private ProblemText() {}

  static String of(int status, HttpHeaders headers, InputStream body) {
    JsonNode problem = parse(body);
    List<String> fields = new ArrayList<>();
    problem
        .path("errors")
        .forEach(
            each ->
                fields.add(
                    "%s %s"
                        .formatted(
                            each.path("field").asString(""), each.path("message").asString(""))));
    String told =
        !fields.isEmpty()
            ? String.join("; ", fields)
            : problem.path("detail").asString(problem.path("title").asString("no reason given"));
    String retry =
        headers
            .firstValue("Retry-After")
            .map(seconds -> " Try again in %s s.".formatted(seconds))
            .orElse("");
    return "Turnpike refused (%d): %s%s%s"
        .formatted(status, told, told.endsWith(".") ? "" : ".", retry);
  }

  private static JsonNode parse(InputStream body) {
    try (body) {
      return JSON.readTree(body.readNBytes(LONGEST));
    } catch (IOException | JacksonException e) {
      return JSON.createObjectNode();
    }
  }
}

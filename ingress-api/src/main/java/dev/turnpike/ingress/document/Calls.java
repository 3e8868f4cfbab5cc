package dev.turnpike.ingress.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The calls of a document. */
final class Calls {
  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private Calls() {}

  /** One call. */
  record Call(String method, String path, ObjectNode operation) {
    boolean isOpenAi() {
      return path.startsWith("/v1/");
    }

    /** Whether it is part of the chat API, not of the service around it. */
    boolean isApi() {
      return isOpenAi() || path.startsWith("/api/");
    }

    boolean needsToken() {
      return operation.path("security").size() > 0;
    }

    boolean isForAdministrators() {
      return operation.path("security").path(0).has(TokenRules.ADMINISTRATOR);
    }

    boolean hasBody() {
      return operation.has("requestBody");
    }

    boolean namesObject() {
      return path.contains("{");
    }

    boolean hasQuery() {
      return parameters().anyMatch(each -> each.path("in").asText().equals("query"));
    }

    /** Then what is no number is refused before anything is looked for. */
    boolean namesObjectByNumber() {
      return parameters()
          .filter(each -> each.path("in").asText().equals("path"))
          .anyMatch(each -> each.path("schema").path("type").asText().equals("integer"));
    }

    private Stream<JsonNode> parameters() {
      return StreamSupport.stream(operation.path("parameters").spliterator(), false);
    }

    /** A name that no other call has: what its method and path say. */
    String id() {
      StringBuilder id = new StringBuilder(method);
      for (String part : path.split("\\W+")) {
        if (!part.isEmpty() && !part.equals("api")) {
          id.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
        }
      }
      return id.toString();
    }
  }

  static List<Call> of(ObjectNode document) {
    return document.path("paths").properties().stream()
        .flatMap(path -> at(path.getKey(), path.getValue()))
        .toList();
  }

  private static Stream<Call> at(String path, JsonNode item) {
    return item.properties().stream()
        .filter(each -> METHODS.contains(each.getKey()))
        .map(each -> new Call(each.getKey(), path, (ObjectNode) each.getValue()));
  }
}

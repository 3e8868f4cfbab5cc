package dev.turnpike.ingress.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.ingress.document.Calls.Call;
import java.util.Iterator;
import org.springframework.http.MediaType;

/**
 * Puts right what springdoc makes of bodies: a form is no parameter of the query, and what has no
 * declared type is JSON.
 */
final class Bodies {
  private static final String ANY = "*/*";

  private Bodies() {}

  static void complete(ObjectNode document) {
    for (Call call : Calls.of(document)) {
      ObjectNode operation = call.operation();
      operation.put("operationId", call.id());
      operation.path("responses").forEach(Bodies::name);
      Iterator<JsonNode> parameters = operation.path("parameters").iterator();
      while (parameters.hasNext()) {
        JsonNode schema = parameters.next().path("schema");
        if (schema.has("$ref")) {
          parameters.remove();
          form(operation, schema, document);
        }
      }
      if (operation.path("parameters").isEmpty()) {
        operation.remove("parameters");
      }
    }
  }

  private static void name(JsonNode response) {
    if (response.path("content") instanceof ObjectNode content && content.has(ANY)) {
      content.set(MediaType.APPLICATION_JSON_VALUE, content.remove(ANY));
    }
  }

  private static void form(ObjectNode operation, JsonNode schema, ObjectNode document) {
    ObjectNode body = operation.withObject("/requestBody");
    body.withObject("/content")
        .withObject("/" + MediaType.APPLICATION_FORM_URLENCODED_VALUE.replace("/", "~1"))
        .set("schema", schema);
    String model = schema.path("$ref").asText().substring(1);
    if (!document.at(model + "/required").isEmpty()) {
      body.put("required", true);
    }
  }
}

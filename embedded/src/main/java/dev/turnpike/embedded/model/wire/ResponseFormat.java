package dev.turnpike.embedded.model.wire;

import tools.jackson.databind.JsonNode;

/** The form that the answer must have. */
public sealed interface ResponseFormat {
  /** Any text. */
  record Text() implements ResponseFormat {}

  /** Any JSON object. */
  record JsonObject() implements ResponseFormat {}

  /** JSON that is valid against a schema. */
  record JsonSchema(String name, JsonNode schema) implements ResponseFormat {}
}

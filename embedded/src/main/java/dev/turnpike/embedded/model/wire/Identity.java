package dev.turnpike.embedded.model.wire;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What all chunks of an answer have in common; {@code created} is in seconds since 1970. */
public record Identity(String id, long created, String model) {
  static final String FINGERPRINT = "fp_simulated";

  /** The fields that open every chunk and every whole answer. */
  ObjectNode json(String object) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("object", object)
        .put("created", created)
        .put("model", model)
        .put("system_fingerprint", FINGERPRINT);
  }
}

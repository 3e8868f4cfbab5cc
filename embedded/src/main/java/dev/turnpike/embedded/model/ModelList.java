package dev.turnpike.embedded.model;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The answer to {@code GET /v1/models}: the demo, of which all others are variations. */
final class ModelList {
  /** 2025-01-01, so that the list is the same on every day. */
  private static final long CREATED = 1_735_689_600;

  private ModelList() {}

  static byte[] json() {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
    list.putArray("data")
        .addObject()
        .put("id", "sim")
        .put("object", "model")
        .put("created", CREATED)
        .put("owned_by", "turnpike");
    return list.toString().getBytes(StandardCharsets.UTF_8);
  }
}

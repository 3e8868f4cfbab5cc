package dev.turnpike.local.chat;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One frame of an answer's stream.
 *
 * @param cursor where in the stream it stands, to resume after it
 */
record Frame(@Nullable String cursor, JsonNode data) {

  String content() {
    return data.path("content").asString("");
  }

  boolean done() {
    return data.path("done").asBoolean(false);
  }

  String type() {
    return data.path("type").asString("");
  }

  String turn() {
    return data.path("turn_id").asString("");
  }
}

package dev.turnpike.local.chat;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One frame of an answer's stream.
 *
 * @param cursor where in the stream it stands, to resume after it; null if it does not say, empty
 *     if it stands nowhere
 */
record Frame(@Nullable String cursor, JsonNode data) {

  String content() {
    return data.path("content").asString("");
  }

  /** The stream ends here; the turn goes on. */
  boolean detached() {
    return type().equals("detached");
  }

  /** The turn has ended. */
  boolean done() {
    return data.path("done").asBoolean(false) && !detached();
  }

  String type() {
    return data.path("type").asString("");
  }

  String turn() {
    return data.path("turn_id").asString("");
  }
}

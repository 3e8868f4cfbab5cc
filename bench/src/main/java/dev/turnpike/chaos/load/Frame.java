package dev.turnpike.chaos.load;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One event of a stream.
 *
 * @param id where in the stream it stands; null if it says nothing about that, empty if it takes
 *     back what earlier ones said
 */
record Frame(@Nullable String id, JsonNode data) {

  String content() {
    return data.path("content").asString("");
  }

  String type() {
    return data.path("type").asString("");
  }

  /** In a word. */
  String kind() {
    return type().isEmpty() ? "text" : type();
  }

  String turn() {
    return data.path("turn_id").asString("");
  }

  /** The turn has ended. */
  boolean done() {
    return data.path("done").asBoolean(false);
  }

  /** The stream ends; its turn goes on. */
  boolean detached() {
    return type().equals("detached");
  }

  /** How much text stays; -1 if this takes none back. */
  int kept() {
    return type().equals("restarted") ? data.path("keep_chars").asInt(0) : -1;
  }
}

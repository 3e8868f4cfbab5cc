package dev.turnpike.local.chat;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A turn of a conversation, as far as it is stored.
 *
 * @param reason why it failed, if it did; else ""
 */
record PastTurn(String id, String status, String message, String answer, String reason) {

  private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled");

  static PastTurn of(JsonNode node) {
    return new PastTurn(
        node.path("turn_id").asString(""),
        node.path("status").asString(""),
        node.path("message").asString(""),
        node.path("answer").asString(""),
        node.path("error").path("message").asString(""));
  }

  /** It waits or is being answered. */
  boolean isUnderWay() {
    return !ENDS.contains(status);
  }
}

package dev.turnpike.ingress.chat;

import java.util.List;

/** The messages of a session, oldest first. */
record Conversation(List<Message> messages) {
  record Message(String role, String content) {}
}

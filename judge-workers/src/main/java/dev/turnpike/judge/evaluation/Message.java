package dev.turnpike.judge.evaluation;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.Role;
import java.util.Locale;

/**
 * One message of a conversation.
 *
 * @param role user, assistant or system
 */
public record Message(String role, String content) {

  static Message user(String content) {
    return new Message("user", content);
  }

  static Message of(ChatMessage message) {
    return new Message(message.getRole().name().toLowerCase(Locale.ROOT), message.getContent());
  }

  boolean isUsers() {
    return role.equals("user");
  }

  ChatMessage event() {
    return new ChatMessage(Role.valueOf(role.toUpperCase(Locale.ROOT)), content);
  }
}

package dev.turnpike.ingress.openai;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client sent, oldest first: one message at least, and the user's last.
 *
 * @param field how it is called in the request
 */
public record Conversation(List<ChatMessage> messages, String field) {
  public Conversation {
    messages = List.copyOf(messages);
    if (messages.isEmpty()) {
      throw JsonObject.wrong(field, "must have a message with text");
    }
    if (messages.getLast().getRole() != Role.USER) {
      throw JsonObject.wrong(
          field, "must end with a message of the user that has text: that is what is answered");
    }
  }

  /**
   * What is new to a session that has seen the rest: all behind the last answer, and what the
   * application says before everything else.
   */
  public List<ChatMessage> news() {
    int behind = messages.size();
    while (behind > 0 && messages.get(behind - 1).getRole() != Role.ASSISTANT) {
      behind--;
    }
    List<ChatMessage> news = new ArrayList<>();
    for (int i = 0; i < behind && messages.get(i).getRole() == Role.SYSTEM; i++) {
      news.add(messages.get(i));
    }
    news.addAll(messages.subList(behind, messages.size()));
    return news;
  }
}

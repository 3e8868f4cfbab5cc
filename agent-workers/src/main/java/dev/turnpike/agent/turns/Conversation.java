package dev.turnpike.agent.turns;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages that a model call gets: the prompt, the newest history that fits, the input.
 *
 * @param history what of the session's history fits, oldest first, beginning with a user's message
 * @param messages everything, ready for the model
 */
record Conversation(
    List<ChatMessage> history, List<dev.langchain4j.data.message.ChatMessage> messages) {

  Conversation {
    history = List.copyOf(history);
    messages = List.copyOf(messages);
  }

  /**
   * @param maxCharacters of history, in UTF-16 code units; prompt and input always go whole
   */
  static Conversation of(
      String prompt, List<ChatMessage> history, List<ChatMessage> input, int maxCharacters) {
    var fitting = newest(history, maxCharacters);
    var messages = new ArrayList<dev.langchain4j.data.message.ChatMessage>();
    messages.add(SystemMessage.from(prompt));
    fitting.forEach(message -> messages.add(translate(message)));
    input.forEach(message -> messages.add(translate(message)));
    return new Conversation(fitting, messages);
  }

  private static List<ChatMessage> newest(List<ChatMessage> history, int maxCharacters) {
    int first = history.size();
    int characters = 0;
    while (first > 0) {
      characters += history.get(first - 1).getContent().length();
      if (characters > maxCharacters) {
        break;
      }
      first--;
    }
    while (first < history.size() && history.get(first).getRole() != Role.USER) {
      first++;
    }
    return history.subList(first, history.size());
  }

  private static dev.langchain4j.data.message.ChatMessage translate(ChatMessage message) {
    return switch (message.getRole()) {
      case SYSTEM -> SystemMessage.from(message.getContent());
      case ASSISTANT -> AiMessage.from(message.getContent());
      case USER, UNKNOWN -> UserMessage.from(message.getContent());
    };
  }
}

package dev.turnpike.agent.turns;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.turnpike.events.ChatMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of the session's history.
 *
 * @param exchange of an answer that needed tools: the messages between model and tools that it came
 *     from, in langchain4j's JSON; they go to the model in its place, all or none
 * @param tokens what it takes of a model's window
 */
record PastMessage(ChatMessage message, @Nullable String exchange, int tokens) {

  List<dev.langchain4j.data.message.ChatMessage> forModel() {
    if (exchange != null) {
      try {
        return ChatMessageDeserializer.messagesFromJson(exchange);
      } catch (RuntimeException e) {
        return List.of(forModel(message)); // of another version: the answer alone is true as well
      }
    }
    return List.of(forModel(message));
  }

  static dev.langchain4j.data.message.ChatMessage forModel(ChatMessage message) {
    return switch (message.getRole()) {
      case SYSTEM -> SystemMessage.from(message.getContent());
      case ASSISTANT -> AiMessage.from(message.getContent());
      case USER, UNKNOWN -> UserMessage.from(message.getContent());
    };
  }
}

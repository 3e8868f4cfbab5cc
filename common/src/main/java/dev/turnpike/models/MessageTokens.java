package dev.turnpike.models;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Estimates what providers that say nothing of it have read and written. */
final class MessageTokens {

  /** What OpenAI's format puts around each message. */
  private static final int AROUND_A_MESSAGE = 4;

  private MessageTokens() {}

  /** Of all messages and tool specifications. */
  static long of(ChatRequest request, Tokenizer tokenizer) {
    long count = 0;
    for (ChatMessage message : request.messages()) {
      count += AROUND_A_MESSAGE + count(message, tokenizer);
    }
    var tools = request.toolSpecifications();
    if (tools != null && !tools.isEmpty()) {
      count += tokenizer.count(tools.toString());
    }
    return count;
  }

  /** Of an answer: text, reasoning and tool calls. */
  static long of(AiMessage message, Tokenizer tokenizer) {
    return count(message.text(), tokenizer)
        + count(message.thinking(), tokenizer)
        + calls(message.toolExecutionRequests(), tokenizer);
  }

  private static long count(ChatMessage message, Tokenizer tokenizer) {
    return switch (message) {
      case SystemMessage system -> tokenizer.count(system.text());
      case UserMessage user -> tokenizer.count(user.contents().toString());
      case AiMessage ai ->
          count(ai.text(), tokenizer) + calls(ai.toolExecutionRequests(), tokenizer);
      case ToolExecutionResultMessage result -> tokenizer.count(result.contents().toString());
      default -> tokenizer.count(message.toString());
    };
  }

  private static long calls(List<ToolExecutionRequest> requests, Tokenizer tokenizer) {
    return requests.stream()
        .mapToLong(r -> count(r.name(), tokenizer) + count(r.arguments(), tokenizer))
        .sum();
  }

  private static long count(@Nullable String text, Tokenizer tokenizer) {
    return text == null ? 0 : tokenizer.count(text);
  }
}

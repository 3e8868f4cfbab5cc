package dev.turnpike.models;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Messages in the form that OpenTelemetry's conventions for generative AI give them. */
final class MessagesJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private MessagesJson() {}

  static String of(List<ChatMessage> messages) {
    var all = JSON.createArrayNode();
    for (var message : messages) {
      switch (message) {
        case SystemMessage system -> text(begin(all, "system"), system.text());
        case UserMessage user when user.hasSingleText() ->
            text(begin(all, "user"), user.singleText());
        case AiMessage answer -> answer(begin(all, "assistant"), answer);
        case ToolExecutionResultMessage result ->
            begin(all, "tool")
                .addObject()
                .put("type", "tool_call_response")
                .put("id", result.id())
                .put("response", result.text());
        default -> begin(all, "user");
      }
    }
    return all.toString();
  }

  private static void answer(ArrayNode parts, AiMessage answer) {
    text(parts, answer.text());
    if (answer.hasToolExecutionRequests()) {
      for (var call : answer.toolExecutionRequests()) {
        parts
            .addObject()
            .put("type", "tool_call")
            .put("id", call.id())
            .put("name", call.name())
            .put("arguments", call.arguments());
      }
    }
  }

  private static ArrayNode begin(ArrayNode all, String role) {
    return all.addObject().put("role", role).putArray("parts");
  }

  private static void text(ArrayNode parts, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      parts.addObject().put("type", "text").put("content", text);
    }
  }
}

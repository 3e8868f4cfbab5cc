package dev.turnpike.embedded.model.wire;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer in one piece, for requests that do not stream. */
public final class CompletionFormat {
  private CompletionFormat() {}

  public static byte[] json(Identity identity, Completion completion) {
    ObjectNode root = identity.json("chat.completion");
    ObjectNode choice = root.putArray("choices").addObject();
    choice.put("index", 0);
    choice.set("message", message(completion, choice.objectNode()));
    choice.putNull("logprobs").put("finish_reason", completion.finishReason().wireName());
    root.set("usage", completion.usage().json());
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode message(Completion completion, ObjectNode message) {
    message.put("role", "assistant");
    if (completion.toolCalls().isEmpty()) {
      return message.put("content", completion.text()).putNull("refusal");
    }
    message.putNull("content").putNull("refusal");
    ArrayNode calls = message.putArray("tool_calls");
    for (ToolCall call : completion.toolCalls()) {
      ObjectNode node = calls.addObject().put("id", call.id()).put("type", "function");
      node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
    }
    return message;
  }
}

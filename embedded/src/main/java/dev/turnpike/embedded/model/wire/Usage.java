package dev.turnpike.embedded.model.wire;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tokens of prompt and answer. */
public record Usage(int promptTokens, int completionTokens) {
  private static final int CHARACTERS_PER_TOKEN = 4;
  private static final int TOKENS_PER_MESSAGE = 4;

  /** The prompt is estimated from its length, the answer is counted. */
  public static Usage of(ChatRequest request, int completionTokens) {
    int prompt = 3;
    for (Message message : request.messages()) {
      prompt += TOKENS_PER_MESSAGE + tokens(message.content());
      for (ToolCall call : message.toolCalls()) {
        prompt += tokens(call.name()) + tokens(call.arguments());
      }
    }
    for (Tool tool : request.tools()) {
      prompt += tokens(tool.name()) + tokens(tool.description());
    }
    return new Usage(prompt, completionTokens);
  }

  private static int tokens(String text) {
    return (text.length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
  }

  ObjectNode json() {
    ObjectNode usage = JsonNodeFactory.instance.objectNode();
    usage.put("prompt_tokens", promptTokens);
    usage.put("completion_tokens", completionTokens);
    usage.put("total_tokens", promptTokens + completionTokens);
    usage.putObject("prompt_tokens_details").put("cached_tokens", 0);
    usage.putObject("completion_tokens_details").put("reasoning_tokens", 0);
    return usage;
  }
}

package dev.turnpike.embedded.model.wire;

import java.util.List;

/**
 * A whole answer before it is sent: text, cut into the tokens it is streamed in, or tool calls
 * (then the tokens are empty).
 */
public record Completion(
    List<String> tokens, List<ToolCall> toolCalls, FinishReason finishReason, Usage usage) {

  public Completion {
    tokens = List.copyOf(tokens);
    toolCalls = List.copyOf(toolCalls);
  }

  public String text() {
    return String.join("", tokens);
  }
}

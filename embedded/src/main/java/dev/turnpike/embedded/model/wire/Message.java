package dev.turnpike.embedded.model.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message of the conversation; {@code content} is "" where the client sent none. */
public record Message(
    Role role, String content, List<ToolCall> toolCalls, @Nullable String toolCallId) {

  public Message {
    toolCalls = List.copyOf(toolCalls);
  }

  public static Message of(Role role, String content) {
    return new Message(role, content, List.of(), null);
  }

  public boolean is(Role wanted) {
    return role == wanted;
  }
}

package dev.turnpike.embedded.model.wire;

import java.util.List;
import java.util.Optional;

/**
 * A chat completion request, as far as the simulated model looks at it; {@code maxTokens} is {@link
 * Integer#MAX_VALUE} where the client set no limit.
 */
public record ChatRequest(
    String model,
    List<Message> messages,
    List<Tool> tools,
    ToolChoice toolChoice,
    ResponseFormat responseFormat,
    boolean stream,
    boolean includeUsage,
    int maxTokens) {

  public ChatRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }

  public Message lastMessage() {
    return messages.getLast();
  }

  /** What the user said last, which is what is to be answered. */
  public Optional<Message> lastUserMessage() {
    return messages.reversed().stream().filter(message -> message.is(Role.USER)).findFirst();
  }

  /** All that this role said, in order. */
  public List<String> said(Role role) {
    return messages.stream().filter(message -> message.is(role)).map(Message::content).toList();
  }
}

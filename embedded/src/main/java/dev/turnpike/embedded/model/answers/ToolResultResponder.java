package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import dev.turnpike.embedded.model.wire.Message;
import dev.turnpike.embedded.model.wire.Role;
import dev.turnpike.embedded.model.wire.ToolCall;
import java.util.List;
import java.util.Optional;

/** Tells the user what the tools answered that were called just before. */
final class ToolResultResponder implements Responder {
  @Override
  public Optional<Reply> reply(ChatRequest request) {
    List<Message> results =
        request.messages().reversed().stream()
            .takeWhile(message -> message.is(Role.TOOL))
            .toList()
            .reversed();
    if (results.isEmpty()) {
      return Optional.empty();
    }
    List<String> sentences = results.stream().map(result -> sentence(result, request)).toList();
    return Optional.of(Voice.say(String.join("\n\n", sentences)));
  }

  private static String sentence(Message result, ChatRequest request) {
    return "I asked the tool %s, and it says: %s"
        .formatted(name(result, request), ToolResultText.of(result.content()));
  }

  private static String name(Message result, ChatRequest request) {
    return request.messages().stream()
        .flatMap(message -> message.toolCalls().stream())
        .filter(call -> call.id().equals(result.toolCallId()))
        .map(ToolCall::name)
        .findFirst()
        .orElse("that was called");
  }
}

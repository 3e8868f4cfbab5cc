package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import dev.turnpike.embedded.model.wire.RequestRefused;
import dev.turnpike.embedded.model.wire.Role;
import dev.turnpike.embedded.model.wire.Tool;
import dev.turnpike.embedded.model.wire.ToolCall;
import dev.turnpike.embedded.model.wire.ToolChoice;
import java.util.List;
import java.util.Optional;

/** Calls the tool that fits the question, or the one that the client insists on. */
final class ToolCallResponder implements Responder {
  private final boolean forced;

  private ToolCallResponder(boolean forced) {
    this.forced = forced;
  }

  /** Acts only where the client says that a tool must be called. */
  static Responder whereForced() {
    return new ToolCallResponder(true);
  }

  /** Acts only where the model may choose. */
  static Responder whereFree() {
    return new ToolCallResponder(false);
  }

  @Override
  public Optional<Reply> reply(ChatRequest request) {
    Phrase phrase = Phrase.lastOf(request);
    Optional<Tool> chosen =
        switch (request.toolChoice()) {
          case ToolChoice.None none -> Optional.empty();
          case ToolChoice.Auto auto ->
              forced || !request.lastMessage().is(Role.USER)
                  ? Optional.empty()
                  : ToolChooser.choose(phrase, request.tools());
          case ToolChoice.Required required ->
              forced ? ToolChooser.chooseAny(phrase, request.tools()) : Optional.empty();
          case ToolChoice.Named(String name) ->
              forced ? Optional.of(named(name, request.tools())) : Optional.empty();
        };
    return chosen.map(tool -> call(tool, phrase, request));
  }

  private static Tool named(String name, List<Tool> tools) {
    return tools.stream()
        .filter(tool -> tool.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                RequestRefused.invalid(
                    "'tool_choice' names '%s', which is not among 'tools'.".formatted(name),
                    "tool_choice"));
  }

  private static Reply call(Tool tool, Phrase phrase, ChatRequest request) {
    String arguments = new ToolArguments(tool, phrase).json();
    int hash = (tool.name() + arguments).hashCode();
    String id = "call_sim%08x%04d".formatted(hash, request.messages().size());
    return new Reply.ToolUse(List.of(new ToolCall(id, tool.name(), arguments)));
  }
}

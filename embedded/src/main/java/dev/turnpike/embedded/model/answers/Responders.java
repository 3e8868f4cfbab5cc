package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import java.util.List;
import java.util.Optional;

/** Several responders, of which the first that can answers. */
record Responders(List<Responder> inOrder) implements Responder {
  private static final Responders WORDS =
      new Responders(
          List.of(
              new ToolResultResponder(),
              new HistoryResponder(),
              new StatementResponder(),
              ToolCallResponder.whereFree(),
              new ClockResponder(),
              new RecallResponder(),
              new CountingResponder(),
              new SmallTalkResponder(),
              new FallbackResponder()));

  /** All there are; they always answer. */
  static final Responders ALL =
      new Responders(List.of(ToolCallResponder.whereForced(), new JsonResponder(WORDS), WORDS));

  Responders {
    inOrder = List.copyOf(inOrder);
  }

  @Override
  public Optional<Reply> reply(ChatRequest request) {
    return inOrder.stream().flatMap(responder -> responder.reply(request).stream()).findFirst();
  }
}

package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.knobs.Knobs;
import dev.turnpike.embedded.model.knobs.TextKind;
import dev.turnpike.embedded.model.wire.ChatRequest;
import dev.turnpike.embedded.model.wire.Completion;
import dev.turnpike.embedded.model.wire.FinishReason;
import dev.turnpike.embedded.model.wire.Usage;
import java.util.List;

/**
 * Decides on the whole answer to a request. Equal requests get equal answers: there is no clock and
 * no chance in here.
 */
public final class Scriptwriter {
  private static final int LOREM_TOKENS = 100;

  public Completion write(ChatRequest request, Knobs knobs) {
    if (knobs.text() == TextKind.LOREM) {
      return limited(lorem(knobs), request);
    }
    return switch (Responders.ALL.reply(request).orElseThrow()) {
      case Reply.Text(String text) -> limited(Length.fit(Tokens.of(text), knobs.tokens()), request);
      case Reply.Json(String text) -> limited(Tokens.of(text), request);
      case Reply.ToolUse use ->
          new Completion(
              List.of(),
              use.calls(),
              FinishReason.TOOL_CALLS,
              Usage.of(request, 10 * use.calls().size()));
    };
  }

  /** The text of {@code text=lorem}, which depends on the knobs alone. */
  public static List<String> lorem(Knobs knobs) {
    Integer count = knobs.tokens();
    return LoremText.tokens(knobs.seed(), count == null ? LOREM_TOKENS : count);
  }

  private static Completion limited(List<String> tokens, ChatRequest request) {
    boolean cut = tokens.size() > request.maxTokens();
    List<String> kept = cut ? tokens.subList(0, request.maxTokens()) : tokens;
    FinishReason reason = cut ? FinishReason.LENGTH : FinishReason.STOP;
    return new Completion(kept, List.of(), reason, Usage.of(request, kept.size()));
  }
}

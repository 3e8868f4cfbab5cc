package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ToolCall;
import java.util.List;

/** What the simulated model decided to do. */
sealed interface Reply {
  /** It says something, which may be made longer or shorter. */
  record Text(String text) implements Reply {}

  /** It says something in JSON, which may not. */
  record Json(String text) implements Reply {}

  /** It calls tools. */
  record ToolUse(List<ToolCall> calls) implements Reply {
    public ToolUse {
      calls = List.copyOf(calls);
    }
  }
}

package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ToolCall;
import java.util.List;

/** What the simulated model decided to do. */
public sealed interface Reply {
  /** It says something: prose, or JSON where JSON was asked for. */
  record Text(String text) implements Reply {}

  /** It calls tools. */
  record ToolUse(List<ToolCall> calls) implements Reply {
    public ToolUse {
      calls = List.copyOf(calls);
    }
  }
}

package dev.turnpike.embedded.model.wire;

import java.util.Locale;

/** Why an answer ended. */
public enum FinishReason {
  STOP,
  LENGTH,
  TOOL_CALLS;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

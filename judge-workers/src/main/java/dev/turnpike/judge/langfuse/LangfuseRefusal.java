package dev.turnpike.judge.langfuse;

import java.io.Serial;

/** Langfuse will never take this event. */
final class LangfuseRefusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  LangfuseRefusal(int status) {
    super("Langfuse refused the event with status %d".formatted(status));
  }
}

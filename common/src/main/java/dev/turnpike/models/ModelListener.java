package dev.turnpike.models;

/** Hears a streaming model call, on the thread that made it. It must not throw. */
public interface ModelListener {

  /** A piece of the answer. */
  void text(String piece);

  /** A piece of the reasoning that comes before or between. */
  default void reasoning(String piece) {}

  /**
   * What was heard since the call began is void: it begins again, perhaps with another model. Told
   * right before that, and only when something had been heard.
   *
   * @param reason for programs, such as {@code model_truncated}
   */
  default void restarted(String reason) {}
}

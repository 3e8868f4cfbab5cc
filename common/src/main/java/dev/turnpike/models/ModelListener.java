package dev.turnpike.models;

/** Hears a streaming model call, on the thread that made it. */
public interface ModelListener {

  /** A piece of the answer. */
  void text(String piece);

  /** A piece of the reasoning that comes before or between. */
  default void reasoning(String piece) {}
}

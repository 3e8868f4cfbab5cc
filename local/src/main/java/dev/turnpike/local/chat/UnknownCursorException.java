package dev.turnpike.local.chat;

/** The server has no frame with the cursor at which a stream was to go on. */
final class UnknownCursorException extends RuntimeException {

  UnknownCursorException() {
    super("The cursor names no frame of this turn");
  }
}

package dev.turnpike.embedded.model.knobs;

/** A model's name that can't be read; the message says what to write instead. */
public final class InvalidKnobException extends IllegalArgumentException {
  InvalidKnobException(String message) {
    super(message);
  }
}

package dev.turnpike.platform.turns;

/** {@code turns.completed} can't be read as asked. The message is one sentence that says why. */
public final class LogFailure extends RuntimeException {

  LogFailure(String sentence) {
    super(sentence);
  }

  LogFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}

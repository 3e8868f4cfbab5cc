package dev.turnpike.bench.load;

import java.time.Duration;

/**
 * What became of one request, whatever it was.
 *
 * @param <T> what an answer gives
 */
public sealed interface Reply<T> {

  /** Answered as asked. */
  record Done<T>(T value) implements Reply<T> {}

  /**
   * Told to come again: 429 or 503, with the time.
   *
   * @param after when, in whole seconds
   */
  record Refused<T>(int status, Duration after) implements Reply<T> {}

  /** Anything else. */
  record Failed<T>(Stage stage, String reason) implements Reply<T> {}

  /** How far a request came that failed. */
  enum Stage {
    /** No answer at all: no connection, a reset, silence. */
    UNANSWERED,
    /** An answer that is neither what was asked for nor a word when to come again. */
    TURNED_AWAY,
    /** It was accepted, and what followed is not what was promised. */
    ACCEPTED
  }
}

package dev.turnpike.analytics.query;

/** A query that can't be answered as asked. The message says which parameter, and what to write. */
final class BadQuestion extends RuntimeException {

  BadQuestion(String message) {
    super(message);
  }
}

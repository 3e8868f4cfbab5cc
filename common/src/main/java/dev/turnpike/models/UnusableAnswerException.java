package dev.turnpike.models;

/** The model answered, and not with what was asked for. The message never quotes the answer. */
public final class UnusableAnswerException extends RuntimeException {

  public UnusableAnswerException(String message) {
    super(message);
  }

  UnusableAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}

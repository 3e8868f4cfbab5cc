package dev.turnpike.models;

import dev.turnpike.events.Usage;

/** The model answered, and not with what was asked for. The message never quotes the answer. */
public final class UnusableAnswerException extends RuntimeException {

  private final Usage usage;

  /**
   * @param usage what the answer consumed all the same
   */
  public UnusableAnswerException(String message, Usage usage) {
    super(message);
    this.usage = usage;
  }

  public UnusableAnswerException(String message) {
    this(message, Usages.none());
  }

  UnusableAnswerException(String message, Throwable cause) {
    super(message, cause);
    this.usage = Usages.none();
  }

  /** Nothing where the model refused to answer. */
  public Usage usage() {
    return usage;
  }
}

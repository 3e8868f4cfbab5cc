package dev.turnpike.keyed;

import org.jspecify.annotations.Nullable;

/** Says that a record can never be handled. Every other exception means: try again. */
public final class PoisonRecordException extends RuntimeException {

  private final String reason;
  private final String sentence;

  /**
   * @param reason a short code for programs, such as {@code unreadable}
   * @param message a sentence for people, without the record's content
   */
  public PoisonRecordException(String reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.sentence = message;
  }

  public PoisonRecordException(String reason, String message) {
    this(reason, message, null);
  }

  /** Its message. */
  String sentence() {
    return sentence;
  }

  public String reason() {
    return reason;
  }
}

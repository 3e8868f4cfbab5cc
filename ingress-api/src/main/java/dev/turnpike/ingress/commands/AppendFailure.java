package dev.turnpike.ingress.commands;

/** A command was not acknowledged. */
final class AppendFailure extends RuntimeException {
  private final boolean certain;

  private AppendFailure(boolean certain, Throwable cause) {
    super(cause.getMessage(), cause, false, false);
    this.certain = certain;
  }

  /** It never left this process. */
  static AppendFailure notWritten(Throwable cause) {
    return new AppendFailure(true, cause);
  }

  /** It may be in the log or may still get there. */
  static AppendFailure unknown(Throwable cause) {
    return new AppendFailure(false, cause);
  }

  boolean isCertain() {
    return certain;
  }
}

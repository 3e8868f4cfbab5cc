package dev.turnpike.embedded;

/**
 * An embedded part could not start. The message is for the person at the terminal: what is wrong,
 * what to do.
 */
public final class EmbeddedStartException extends RuntimeException {

  public EmbeddedStartException(String message) {
    super(message);
  }

  public EmbeddedStartException(String message, Throwable cause) {
    super(message, cause);
  }
}

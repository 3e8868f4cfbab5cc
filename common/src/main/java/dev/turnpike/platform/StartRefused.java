package dev.turnpike.platform;

/**
 * The service can't run as it was configured. The message is one sentence for the person who starts
 * it: which variable, which value (never a password) and what to do. It is shown without a stack
 * trace and ends the process with a non-zero exit code.
 */
public final class StartRefused extends RuntimeException {
  public StartRefused(String sentence) {
    super(sentence);
  }

  public StartRefused(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}

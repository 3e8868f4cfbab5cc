package dev.turnpike.platform;

import java.util.List;

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

  /** The same for several reasons: one message with all of them. */
  static StartRefused of(List<String> sentences) {
    return sentences.size() == 1
        ? new StartRefused(sentences.getFirst())
        : new StartRefused(
            "%d settings are missing or wrong:\n- %s"
                .formatted(sentences.size(), String.join("\n- ", sentences)));
  }

  /** The sentence, or a line for each. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}

package dev.turnpike.operations.doctor;

import dev.turnpike.platform.Redaction;

/**
 * One thing that was looked at.
 *
 * @param sentence what was found and, if it is not good, what to do; never a secret
 */
public record Finding(Level level, String sentence) {

  /** How bad it is. */
  public enum Level {
    GOOD,
    /** It runs, and is worth a look. */
    WARNING,
    /** Something does not work. */
    PROBLEM
  }

  public Finding {
    sentence = Redaction.redact(sentence.strip());
  }

  static Finding good(String sentence) {
    return new Finding(Level.GOOD, sentence);
  }

  static Finding warning(String sentence) {
    return new Finding(Level.WARNING, sentence);
  }

  static Finding problem(String sentence) {
    return new Finding(Level.PROBLEM, sentence);
  }
}

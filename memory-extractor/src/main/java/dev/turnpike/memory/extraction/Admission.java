package dev.turnpike.memory.extraction;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Whether what a model gave as a fact may be kept. */
enum Admission {
  KEPT,
  /**
   * Too long to be one fact, or not about the user: so also whatever tells somebody to do
   * something.
   */
  UNUSABLE,
  SECRET,
  /** The user did not say the words that it is said to come from. */
  UNGROUNDED;

  static final int LONGEST = 300;
  private static final String SUBJECT = "The user";
  private static final int LONGEST_QUOTE = 500;

  static Admission of(Candidate candidate, UserWords words) {
    var admission = of(candidate.text());
    if (admission != KEPT) {
      return admission;
    }
    if (Secrets.areIn(candidate.quote())) {
      return SECRET;
    }
    return candidate.quote().length() <= LONGEST_QUOTE && words.include(candidate.quote())
        ? KEPT
        : UNGROUNDED;
  }

  static Admission of(String text) {
    if (!text.regionMatches(true, 0, SUBJECT, 0, SUBJECT.length()) || text.length() > LONGEST) {
      return UNUSABLE;
    }
    return Secrets.areIn(text) ? SECRET : KEPT;
  }

  /** A text on one line that the database can store: without control characters and half pairs. */
  static String tidy(String text) {
    var encodable = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return encodable.replaceAll("[\\p{Cntrl}\\s\u2028\u2029\u0085]+", " ").strip();
  }

  String reason() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.turnpike.memory.extraction;

import java.nio.charset.StandardCharsets;

/** Whether a text that a model gave as a fact may be kept. */
enum Admission {
  KEPT,
  /** Blank, or too long to be one fact. */
  UNUSABLE,
  SECRET;

  private static final int LONGEST = 300;

  static Admission of(String text) {
    if (text.isBlank() || text.length() > LONGEST) {
      return UNUSABLE;
    }
    return Secrets.areIn(text) ? SECRET : KEPT;
  }

  /** A text on one line that the database can store: without control characters and half pairs. */
  static String tidy(String text) {
    var encodable = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return encodable.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }
}

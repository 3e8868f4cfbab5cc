package dev.turnpike.embedded.model.answers;

import java.util.List;
import java.util.Locale;

/** Puts pieces together to sentences. */
final class Sentences {
  private Sentences() {}

  /** "a", "a and b", "a, b and c". */
  static String list(List<String> parts) {
    if (parts.size() < 2) {
      return String.join("", parts);
    }
    int last = parts.size() - 1;
    return String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  /** With a capital at its start. */
  static String capitalised(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int second = text.offsetByCodePoints(0, 1);
    return text.substring(0, second).toUpperCase(Locale.ROOT) + text.substring(second);
  }
}

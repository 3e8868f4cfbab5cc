package dev.turnpike.memory.extraction;

import java.util.regex.Pattern;

/** Makes the words of others harmless where a prompt quotes them. */
final class Inert {

  private static final Pattern OUR_TAG =
      Pattern.compile(
          "<([\\s\\p{Cf}]*+(?:/[\\s\\p{Cf}]*+)?(?:context|user|known|new)\\b)",
          Pattern.CASE_INSENSITIVE);

  private Inert() {}

  /** Not longer than allowed, and unable to open or close one of our tags. */
  static String text(String text, int longest) {
    var cut = text.length() <= longest ? text : text.substring(0, longest);
    return OUR_TAG.matcher(cut).replaceAll("‹$1");
  }

  /** As {@link #text}, and unable to begin a line, such as the next one of a numbered list. */
  static String line(String text, int longest) {
    return text(Admission.tidy(text), longest);
  }
}

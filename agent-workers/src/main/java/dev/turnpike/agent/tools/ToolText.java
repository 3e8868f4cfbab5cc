package dev.turnpike.agent.tools;

/** Makes texts of strangers fit to be stored and told. */
final class ToolText {

  private ToolText() {}

  /** At most so many UTF-16 code units, no pair of them torn apart, with a note when it was cut. */
  static String limit(String text, int longest) {
    return text.length() <= longest
        ? text
        : "%s\n[cut: the first %d of %d characters]"
            .formatted(head(text, longest), longest, text.length());
  }

  /** For quoting in a sentence: cut with an ellipsis. */
  static String cut(String text, int longest) {
    return text.length() <= longest ? text : head(text, longest) + "…";
  }

  private static String head(String text, int longest) {
    boolean torn = Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, torn ? longest - 1 : longest);
  }

  /** Without what PostgreSQL refuses: NUL, and halves of surrogate pairs in JSON. */
  static String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return cleaned(text, i);
      }
    }
    return text;
  }

  private static String cleaned(String text, int from) {
    var clean = new StringBuilder(text.length()).append(text, 0, from);
    text.substring(from)
        .codePoints()
        .filter(point -> point != 0)
        .map(point -> isHalf(point) ? 0xFFFD : point)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isHalf(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}

package dev.turnpike.ingress.chat;

/**
 * Text as the inside of a JSON string that stays on one line for every reader of lines there is,
 * and keeps even half a character, which has no bytes of its own.
 */
final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  static void append(String text, StringBuilder to) {
    int plain = 0; // where the part begins that is as it is
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (isSpecial(c)) {
        escape(c, to.append(text, plain, i));
        plain = i + 1;
      }
    }
    to.append(text, plain, text.length());
  }

  /** Some readers take U+0085, U+2028 and U+2029 for ends of lines too. */
  private static boolean isSpecial(char c) {
    return c < ' '
        || c == '"'
        || c == '\\'
        || (c >= 0x7f && c < 0xa0)
        || c == '\u2028'
        || c == '\u2029'
        || Character.isSurrogate(c);
  }

  private static void escape(char c, StringBuilder to) {
    switch (c) {
      case '"' -> to.append("\\\"");
      case '\\' -> to.append("\\\\");
      case '\n' -> to.append("\\n");
      case '\r' -> to.append("\\r");
      case '\t' -> to.append("\\t");
      default -> {
        to.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          to.append(HEX.charAt((c >> shift) & 0xf));
        }
      }
    }
  }
}

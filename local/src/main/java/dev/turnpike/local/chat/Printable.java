package dev.turnpike.local.chat;

/**
 * Text from elsewhere as a terminal may have it. What could move the cursor, colour or reprogram
 * the terminal, or turn the reading direction over, is shown as a sign instead, and carriage
 * returns are left out. Each UTF-16 code unit is seen by itself, so a text may come in pieces.
 */
final class Printable {

  private static final int PICTURES = 0x2400;
  private static final char PICTURE_OF_DELETE = '\u2421';
  private static final char UNKNOWN = '\uFFFD';

  private Printable() {}

  /** Line ends and tabs stay. */
  static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.chars().filter(each -> each != '\r').forEach(each -> shown.append(sign((char) each)));
    return shown.toString();
  }

  private static char sign(char c) {
    if (c == '\n' || c == '\t') {
      return c;
    }
    if (c < ' ') {
      return (char) (PICTURES + c);
    }
    if (c == 0x7f) {
      return PICTURE_OF_DELETE;
    }
    return Character.isISOControl(c) || turns(c) ? UNKNOWN : c;
  }

  /** Embeddings, overrides and isolates of bidirectional text. */
  private static boolean turns(char c) {
    return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
  }
}

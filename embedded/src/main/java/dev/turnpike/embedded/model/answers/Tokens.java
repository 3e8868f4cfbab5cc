package dev.turnpike.embedded.model.answers;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text into pieces about as large as a model's tokens: a word with the space before it, long
 * words in several. The pieces joined are the text; no surrogate pair is cut.
 */
final class Tokens {
  private static final int LONGEST = 8;

  private Tokens() {}

  static List<String> of(String text) {
    List<String> tokens = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= text.length(); i++) {
      if (i == text.length() || endsBefore(text, start, i)) {
        tokens.add(text.substring(start, i));
        start = i;
      }
    }
    return tokens;
  }

  private static boolean endsBefore(String text, int start, int i) {
    if (Character.isLowSurrogate(text.charAt(i))) {
      return false;
    }
    boolean wordStarts =
        Character.isWhitespace(text.charAt(i)) && !Character.isWhitespace(text.charAt(i - 1));
    return wordStarts || i - start >= LONGEST;
  }
}

package dev.turnpike.memory.eval;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What must and must not occur in a text, so that no judge is needed to tell what it says.
 *
 * <p>Written as words between spaces that all must occur, in any order; {@code one|other} is
 * satisfied by either, {@code !word} by its absence, and {@code _} stands for a space. A word is
 * found where a word of the text begins with it, whatever the case; words of one or two letters are
 * found only as a whole.
 */
final class Words {

  /** Shorter than this, a word is too often the begin of another. */
  private static final int STEM = 3;

  private final String written;
  private final List<List<Pattern>> required;
  private final List<Pattern> excluded;

  @JsonCreator
  Words(String written) {
    this.written = written.strip();
    var tokens = List.of(this.written.split("\\s+"));
    if (this.written.isEmpty() || tokens.stream().allMatch(token -> token.startsWith("!"))) {
      throw new IllegalArgumentException(
          "\"%s\" demands no word: write at least one without an exclamation mark."
              .formatted(written));
    }
    this.required =
        tokens.stream().filter(token -> !token.startsWith("!")).map(Words::alternatives).toList();
    this.excluded =
        tokens.stream()
            .filter(token -> token.startsWith("!"))
            .map(token -> pattern(token.substring(1)))
            .toList();
  }

  boolean in(String text) {
    var plain = plain(text);
    return required.stream().allMatch(any -> any.stream().anyMatch(p -> p.matcher(plain).find()))
        && excluded.stream().noneMatch(p -> p.matcher(plain).find());
  }

  @Override
  public String toString() {
    return written;
  }

  private static List<Pattern> alternatives(String token) {
    return Stream.of(token.split("\\|")).map(Words::pattern).toList();
  }

  private static Pattern pattern(String word) {
    var plain = plain(word.replace('_', ' '));
    if (plain.isBlank()) {
      throw new IllegalArgumentException("An empty word can't be looked for.");
    }
    // Chinese and Japanese put no space between words.
    boolean spaced =
        switch (Character.UnicodeScript.of(plain.codePointAt(0))) {
          case HAN, HIRAGANA, KATAKANA, THAI -> false;
          default -> true;
        };
    var literal = Pattern.quote(plain);
    var begin = spaced ? "(?<![\\p{L}\\p{N}])" + literal : literal;
    boolean whole =
        spaced && plain.length() < STEM && Character.isLetterOrDigit(plain.codePointAt(0));
    return Pattern.compile(whole ? begin + "(?![\\p{L}\\p{N}])" : begin);
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}

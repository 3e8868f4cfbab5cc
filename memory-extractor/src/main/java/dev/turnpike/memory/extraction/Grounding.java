package dev.turnpike.memory.extraction;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells whether words that a model quotes are in a text, whatever its language. Case, white space,
 * widths and kinds of quotation marks don't count; word borders do, in scripts that have them.
 */
final class Grounding {

  private static final Pattern AROUND = Pattern.compile("^[\\s\\p{P}]+|[\\s\\p{P}]+$");
  private static final Pattern APOSTROPHES = Pattern.compile("[\u2018\u2019\u02bc`\u00b4]");
  private static final Pattern QUOTES = Pattern.compile("[\u201c\u201d\u201e\u00ab\u00bb]");
  private static final List<UnicodeScript> WITH_WORDS =
      List.of(UnicodeScript.LATIN, UnicodeScript.CYRILLIC, UnicodeScript.GREEK);

  private Grounding() {}

  static boolean isIn(List<String> texts, String quote) {
    var wanted = AROUND.matcher(plain(quote)).replaceAll("");
    return !wanted.isEmpty() && texts.stream().anyMatch(text -> contains(plain(text), wanted));
  }

  private static boolean contains(String text, String wanted) {
    for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      if (isBorder(text, at) && isBorder(text, at + wanted.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBorder(String text, int at) {
    return at == 0
        || at == text.length()
        || !isOfWord(text.codePointBefore(at))
        || !isOfWord(text.codePointAt(at));
  }

  private static boolean isOfWord(int character) {
    return Character.isDigit(character)
        || (Character.isLetter(character) && WITH_WORDS.contains(UnicodeScript.of(character)));
  }

  private static String plain(String text) {
    // Upper case first: "ß" and "SS" become the same, as case folding has it.
    var folded =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .replaceAll("\\p{Cf}", "")
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT);
    var marks = QUOTES.matcher(APOSTROPHES.matcher(folded).replaceAll("'")).replaceAll("\"");
    return marks.replaceAll("[\\p{Cntrl}\\s\\p{Z}]+", " ");
  }
}

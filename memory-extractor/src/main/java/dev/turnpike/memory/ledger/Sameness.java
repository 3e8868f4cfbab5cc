package dev.turnpike.memory.ledger;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Whether two facts say the same, so that no model need be asked. Facts are in English, whatever
 * their users speak.
 *
 * <p>Similar vectors alone don't say so. In MiniLM, "is vegetarian" and "is a vegetarian" have a
 * cosine of 0.985 and "called Ida" and "named Ida" 0.977; but "prefers tea to coffee" and "prefers
 * coffee to tea" have 0.987, "allergic" and "not allergic" 0.937, "born in 1985" and "born in 1986"
 * 0.934, "likes tea" and "does not like tea" 0.854, "lives in Paris" and "lives in London" 0.682;
 * and the longer a sentence, the less one word counts. So numbers, negations, names and the order
 * of what both say have to agree too.
 */
final class Sameness {

  /** The least cosine similarity of two that say the same. */
  static final double LEAST = 0.97;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern NEGATION =
      Pattern.compile("\\b(?:not|no|never|none|nothing|without|cannot|neither|nor)\\b|n't\\b");

  private Sameness() {}

  static boolean of(String one, String other, double similarity) {
    return similarity >= LEAST
        && found(NUMBER, one).equals(found(NUMBER, other))
        && found(NEGATION, one).size() == found(NEGATION, other).size()
        && inOneOrder(found(WORD, one), found(WORD, other))
        && namesNobodyElse(one, other)
        && namesNobodyElse(other, one);
  }

  /** A name that only one of them has makes them two, however alike the rest. */
  private static boolean namesNobodyElse(String one, String other) {
    var words = found(WORD, other);
    return WORD.matcher(one)
        .results()
        .skip(1)
        .map(MatchResult::group)
        .filter(word -> Character.isUpperCase(word.codePointAt(0)))
        .allMatch(name -> words.contains(name.toLowerCase(Locale.ROOT)));
  }

  private static boolean inOneOrder(List<String> one, List<String> other) {
    return one.stream()
        .filter(other::contains)
        .toList()
        .equals(other.stream().filter(one::contains).toList());
  }

  private static List<String> found(Pattern pattern, String text) {
    var plain = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    return pattern.matcher(plain).results().map(MatchResult::group).toList();
  }
}

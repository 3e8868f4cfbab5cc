package dev.turnpike.memory.ledger;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Whether two facts say the same. Facts are in English, whatever their users speak. */
final class Sameness {

  /**
   * From this cosine similarity on, and with the same numbers and negations in it, a text says what
   * is known already.
   */
  static final double LEAST = 0.97;

  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern NEGATION =
      Pattern.compile("\\b(?:not|no|never|none|nothing|without|cannot|neither|nor)\\b|n't\\b");

  private Sameness() {}

  static boolean of(String one, String other, double similarity) {
    return similarity >= LEAST
        && found(NUMBER, one).equals(found(NUMBER, other))
        && found(NEGATION, one).size() == found(NEGATION, other).size();
  }

  private static List<String> found(Pattern pattern, String text) {
    var plain = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    return pattern.matcher(plain).results().map(MatchResult::group).toList();
  }
}

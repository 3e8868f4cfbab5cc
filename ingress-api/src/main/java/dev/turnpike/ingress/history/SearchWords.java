package dev.turnpike.ingress.history;

import dev.turnpike.ingress.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The words of a search, which are all to be found, as they stand but for upper and lower case. */
record SearchWords(List<String> words) {
  static final int LONGEST = 200;
  private static final int MOST = 10;

  SearchWords {
    words = List.copyOf(words);
  }

  /**
   * @throws Problem 422 for none, too many, or what no text holds
   */
  static SearchWords of(String query) {
    List<String> words =
        Stream.of(query.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    if (words.isEmpty() || words.size() > MOST || query.length() > LONGEST) {
      throw Problem.invalid(
          "query", "must have 1 to %d words and at most %d characters".formatted(MOST, LONGEST));
    }
    if (query.indexOf('\0') >= 0) {
      throw Problem.invalid("query", "must not have the character U+0000");
    }
    return new SearchWords(words);
  }

  /** For SQL's ILIKE, with nothing in them that means anything to it. */
  String[] patterns() {
    return words.stream()
        .map(word -> "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
        .toArray(String[]::new);
  }

  /** Where an excerpt is about. */
  String first() {
    return words.getFirst().toLowerCase(Locale.ROOT);
  }
}

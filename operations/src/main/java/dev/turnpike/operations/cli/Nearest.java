package dev.turnpike.operations.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a person probably meant by a word that they mistyped. */
final class Nearest {

  private static final int MOST_EDITS = 3;

  private Nearest() {}

  /** Empty if nothing is near. */
  static Optional<String> to(String word, Collection<String> choices) {
    return choices.stream()
        .filter(choice -> distance(word, choice) <= Math.min(MOST_EDITS, choice.length() / 2))
        .min(Comparator.comparingInt(choice -> distance(word, choice)));
  }

  /** Levenshtein's, row by row. */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[row.length - 1];
  }
}

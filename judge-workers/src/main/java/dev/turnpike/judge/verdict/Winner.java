package dev.turnpike.judge.verdict;

import java.util.Arrays;
import java.util.Optional;

/** Which of two answers is the better one. */
public enum Winner {
  A("A"),
  B("B"),
  TIE("tie");

  private final String word;

  Winner(String word) {
    this.word = word;
  }

  /** As a judge writes it. */
  public String word() {
    return word;
  }

  /** The same when the two answers change places. */
  public Winner swapped() {
    return switch (this) {
      case A -> B;
      case B -> A;
      case TIE -> TIE;
    };
  }

  static Optional<Winner> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }
}

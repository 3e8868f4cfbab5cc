package dev.turnpike.judge.rubric;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which end of a rubric's scale is the good one. */
public enum Direction {
  HIGHER_IS_BETTER("higher is better"),
  LOWER_IS_BETTER("lower is better");

  private final String words;

  Direction(String words) {
    this.words = words;
  }

  static Optional<Direction> of(String words) {
    return Arrays.stream(values()).filter(each -> each.words.equals(words)).findFirst();
  }

  static String choices() {
    return Arrays.stream(values()).map(each -> each.words).collect(Collectors.joining(" or "));
  }
}

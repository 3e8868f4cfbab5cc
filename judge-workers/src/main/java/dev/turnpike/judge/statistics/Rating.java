package dev.turnpike.judge.statistics;

/** The categories, numbered from 0, that two raters put the same thing in. */
public record Rating(int first, int second) {

  public Rating {
    if (first < 0 || second < 0) {
      throw new IllegalArgumentException("categories %d and %d".formatted(first, second));
    }
  }
}

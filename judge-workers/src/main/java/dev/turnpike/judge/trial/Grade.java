package dev.turnpike.judge.trial;

/**
 * A place on the anchored scale of rubrics, numbered from 0 to 4.
 *
 * @param number of quarters
 */
record Grade(int number) {

  private static final int LAST = 4;

  /** The nearest; what is in the middle between two goes to the higher one. */
  static Grade nearest(double score) {
    return new Grade((int) Math.floor(LAST * score + 0.5));
  }

  double score() {
    return number / (double) LAST;
  }

  /** Whether it is on the good side of the middle, which is not good enough. */
  boolean passes() {
    return 2 * number > LAST;
  }
}

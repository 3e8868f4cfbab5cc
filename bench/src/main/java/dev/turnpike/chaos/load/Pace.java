package dev.turnpike.chaos.load;

import java.util.random.RandomGenerator;

/**
 * How long the model's answers are, and how fast they come.
 *
 * @param longShare of the answers are long, 0 to 1
 * @param tokens of a short answer
 * @param gap from one of its tokens to the next, in milliseconds
 * @param longTokens of a long one
 * @param longGap likewise
 */
public record Pace(double longShare, Range tokens, Range gap, Range longTokens, Range longGap) {

  /** Some seconds at most: many turns come to their end in a short run. */
  public static final Pace QUICK =
      new Pace(0.25, new Range(5, 30), new Range(10, 40), new Range(50, 100), new Range(50, 100));

  /** Half a minute mostly: many turns are under way while few begin and end. */
  public static final Pace SLOW =
      new Pace(
          0.75, new Range(20, 40), new Range(100, 300), new Range(60, 120), new Range(250, 500));

  /** From the least, inclusive, to the most, exclusive. */
  public record Range(int least, int most) {

    int pick(RandomGenerator random) {
      return random.nextInt(least, most);
    }
  }

  /** One answer. */
  record Answer(int tokens, int gapMillis) {}

  Answer answer(RandomGenerator random) {
    boolean isLong = random.nextDouble() < longShare;
    return new Answer(
        (isLong ? longTokens : tokens).pick(random), (isLong ? longGap : gap).pick(random));
  }
}

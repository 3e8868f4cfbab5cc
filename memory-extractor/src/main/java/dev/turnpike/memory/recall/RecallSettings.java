package dev.turnpike.memory.recall;

import java.time.Duration;

/**
 * How much is recalled.
 *
 * @param allUpTo users with at most this many facts get all of them: that costs little, and a
 *     question is often less similar to its answer than to something else
 * @param most facts of users with more than that
 * @param threshold the least cosine similarity of those
 * @param patience how long the message's embedding may take; then nothing is recalled
 */
public record RecallSettings(int allUpTo, int most, double threshold, Duration patience) {

  public RecallSettings {
    if (allUpTo < 0 || most < 1) {
      throw new IllegalArgumentException(
          "allUpTo is %d and most is %d; they must be at least 0 and 1".formatted(allUpTo, most));
    }
    if (!(threshold >= -1 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "threshold is %s; it must be from -1 to 1".formatted(threshold));
    }
    if (!patience.isPositive()) {
      throw new IllegalArgumentException("patience is %s; it must be positive".formatted(patience));
    }
  }

  /**
   * All of up to 10 facts, otherwise the best 8 from 0.25 on, within half a second. A question and
   * the fact that answers it have a similarity of 0.25 to 0.5 in the model we use, unrelated ones
   * mostly less than 0.25.
   */
  public static RecallSettings defaults() {
    return new RecallSettings(10, 8, 0.25, Duration.ofMillis(500));
  }
}

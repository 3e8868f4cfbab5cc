package dev.turnpike.judge.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * How an evaluation was made.
 *
 * @param system what answered, in words
 * @param agent the one asked for; null for the default
 * @param model the one asked for; null for the agent's own
 * @param repeats how often each item was asked
 * @param concurrency how many turns ran at once
 * @param seed of the confidence intervals
 */
public record Settings(
    String system,
    @Nullable String agent,
    @Nullable String model,
    int repeats,
    int concurrency,
    double tolerance,
    long seed) {

  public static final long SEED = 20_260_101;

  public Settings {
    require(repeats >= 1 && repeats <= 100, "--repeats takes a number from 1 to 100", repeats);
    require(
        concurrency >= 1 && concurrency <= 64,
        "--concurrency takes a number from 1 to 64",
        concurrency);
    require(tolerance >= 0 && tolerance <= 1, "--tolerance takes a number from 0 to 1", tolerance);
  }

  private static void require(boolean holds, String sentence, Number given) {
    if (!holds) {
      throw new EvaluationRefusal("%s, not %s.".formatted(sentence, given));
    }
  }
}

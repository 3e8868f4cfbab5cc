package dev.turnpike.judge.statistics;

import java.util.Collection;
import java.util.function.IntBinaryOperator;

/**
 * Agreement of two raters beyond what chance gives: 1 is full agreement, 0 what two raters who
 * guess by their own habits would reach, less than 0 is worse than that.
 *
 * <p>κ = 1 − Σ w(i,j) observed(i,j) / Σ w(i,j) expected(i,j), where w is how much a disagreement
 * weighs, and expected(i,j) the product of how often the first rater says i and the second j. With
 * w = 1 for every disagreement it is J. Cohen, A Coefficient of Agreement for Nominal Scales,
 * Educational and Psychological Measurement 20 (1960), 37–46; with w = (i − j)² the weighted one of
 * J. Cohen, Weighted Kappa, Psychological Bulletin 70 (1968), 213–220.
 *
 * <p>When chance alone gives full agreement, since both raters say one and the same thing always,
 * it is 0/0: {@code NaN}, for such ratings say nothing of how the raters tell things apart. A rater
 * who always says the same against one who does not has 0.
 */
public final class Kappa {

  private Kappa() {}

  /** Every disagreement weighs the same. */
  public static double unweighted(Collection<Rating> ratings) {
    return of(ratings, (i, j) -> i == j ? 0 : 1);
  }

  /** A disagreement weighs by the square of its distance: for categories that have an order. */
  public static double quadratic(Collection<Rating> ratings) {
    return of(ratings, (i, j) -> (i - j) * (i - j));
  }

  private static double of(Collection<Rating> ratings, IntBinaryOperator weight) {
    int categories =
        1 + ratings.stream().mapToInt(r -> Math.max(r.first(), r.second())).max().orElse(0);
    var first = new long[categories];
    var second = new long[categories];
    long observed = 0;
    for (Rating rating : ratings) {
      first[rating.first()]++;
      second[rating.second()]++;
      observed += weight.applyAsInt(rating.first(), rating.second());
    }
    long expected = 0; // times the number of ratings
    for (int i = 0; i < categories; i++) {
      for (int j = 0; j < categories; j++) {
        expected += weight.applyAsInt(i, j) * first[i] * second[j];
      }
    }
    return expected == 0 ? Double.NaN : 1 - observed * (double) ratings.size() / expected;
  }
}

package dev.turnpike.judge.statistics;

import java.util.Arrays;
import java.util.Collection;

/**
 * Below which value a part of a sample lies, with straight lines between its values: type 7 of R.
 * J. Hyndman and Y. Fan, Sample Quantiles in Statistical Packages, The American Statistician 50
 * (1996), 361–365.
 */
public final class Quantiles {

  private Quantiles() {}

  /**
   * @param part from 0 to 1
   * @return {@code NaN} of nothing
   */
  public static double of(Collection<Double> values, double part) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : ofSorted(sorted, part);
  }

  private static double ofSorted(double[] sorted, double part) {
    double place = part * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}

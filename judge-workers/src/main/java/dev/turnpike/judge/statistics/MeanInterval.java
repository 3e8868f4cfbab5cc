package dev.turnpike.judge.statistics;

import java.util.List;

/**
 * Where a mean lies with 95 % confidence: the {@link Bootstrap}'s interval, widened about the mean
 * by √(n/(n−1)), since draws from a sample spread less than samples do; see T. Hesterberg, What
 * Teachers Should Know about the Bootstrap, The American Statistician 69 (2015), 371–386.
 */
public final class MeanInterval {

  /** Fewer values than this say less than an interval would promise. */
  public static final int FEWEST = 8;

  private MeanInterval() {}

  /** {@link Interval#UNKNOWN} for fewer than {@link #FEWEST} values. */
  public static Interval of(List<Double> values, long seed) {
    int n = values.size();
    if (n < FEWEST) {
      return Interval.UNKNOWN;
    }
    double mean = mean(values);
    double wider = Math.sqrt(n / (n - 1.0));
    var drawn = Bootstrap.interval(values, MeanInterval::mean, seed);
    return new Interval(mean + (drawn.low() - mean) * wider, mean + (drawn.high() - mean) * wider);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}

package dev.turnpike.judge.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The interval of any figure of a sample, by drawing samples of its size from it, with replacement,
 * and taking the middle 95 % of what the figure is for them: the percentile interval of B. Efron,
 * Bootstrap Methods: Another Look at the Jackknife, Annals of Statistics 7 (1979), 1–26. Draws for
 * which the figure can't be told ({@code NaN}) are left out.
 *
 * <p>The same sample gives the same interval: the draws come from a seed. What is drawn must be
 * what is independent: an item with all that was measured of it, not each measurement.
 */
public final class Bootstrap {

  private static final int DRAWS = 2_000;

  private Bootstrap() {}

  /** With a fixed seed. */
  public static <T> Interval interval(List<T> sample, ToDoubleFunction<List<T>> figure) {
    return interval(sample, figure, 1);
  }

  public static <T> Interval interval(List<T> sample, ToDoubleFunction<List<T>> figure, long seed) {
    if (sample.isEmpty()) {
      return Interval.UNKNOWN;
    }
    var random = new SplittableRandom(seed);
    var known = new double[DRAWS];
    int count = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double value = figure.applyAsDouble(drawn(sample, random));
      if (!Double.isNaN(value)) {
        known[count++] = value;
      }
    }
    if (count == 0) {
      return Interval.UNKNOWN;
    }
    Arrays.sort(known, 0, count);
    return new Interval(quantile(known, count, 0.025), quantile(known, count, 0.975));
  }

  private static <T> List<T> drawn(List<T> sample, SplittableRandom random) {
    var drawn = new ArrayList<T>(sample.size());
    for (int i = 0; i < sample.size(); i++) {
      drawn.add(sample.get(random.nextInt(sample.size())));
    }
    return drawn;
  }

  /** Between its two neighbours in proportion, as R's default (type 7) does. */
  private static double quantile(double[] sorted, int count, double share) {
    double place = share * (count - 1);
    int below = (int) place;
    int above = Math.min(below + 1, count - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}

package dev.turnpike.bench.stats;

import java.util.List;

/**
 * How much the blocks of one run differ from each other: the measure of its noise.
 *
 * @param lower and upper hold the middle half of the values between them
 */
public record Spread(
    int count, double least, double lower, double median, double upper, double most) {

  /** Quartiles by linear interpolation between the closest ranks; all 0 without values. */
  public static Spread of(List<Double> values) {
    if (values.isEmpty()) {
      return new Spread(0, 0, 0, 0, 0, 0);
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Spread(
        sorted.length,
        at(sorted, 0),
        at(sorted, 0.25),
        at(sorted, 0.5),
        at(sorted, 0.75),
        at(sorted, 1));
  }

  private static double at(double[] sorted, double part) {
    double rank = part * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    int above = Math.min(below + 1, sorted.length - 1);
    double value = sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    return Rounded.micros(value);
  }
}

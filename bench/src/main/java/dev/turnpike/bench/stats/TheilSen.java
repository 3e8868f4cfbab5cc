package dev.turnpike.bench.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A straight line through points of which some may be far off: its slope is the median of the
 * slopes between all pairs of points (Theil 1950), with a 95 % interval that asks for no kind of
 * distribution (Sen 1968).
 *
 * @param slope of y for each unit of x
 * @param intercept y at x = 0: the median of what the slope leaves over
 * @param lower end of the interval of the slope
 * @param upper end of the interval of the slope
 */
public record TheilSen(double slope, double intercept, double lower, double upper) {
  private static final double NORMAL_95 = 1.96;

  /** One measurement. */
  public record Point(double x, double y) {}

  /**
   * @param points at least three, no two of them with the same x
   */
  public static TheilSen of(List<Point> points) {
    List<Double> slopes = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      for (int j = i + 1; j < points.size(); j++) {
        Point from = points.get(i);
        Point to = points.get(j);
        if (from.x == to.x) {
          throw new IllegalArgumentException("Two points have the same x, " + from.x);
        }
        slopes.add((to.y - from.y) / (to.x - from.x));
      }
    }
    if (points.size() < 3) {
      throw new IllegalArgumentException("A trend needs three points, not " + points.size());
    }
    Collections.sort(slopes);
    double slope = median(slopes);
    List<Double> left = new ArrayList<>();
    points.forEach(point -> left.add(point.y - slope * point.x));
    Collections.sort(left);
    int margin = margin(points.size());
    int middle = slopes.size();
    int lower = Math.max(0, (middle - margin) / 2 - 1);
    int upper = Math.min(middle - 1, (middle + margin + 1) / 2);
    return new TheilSen(slope, median(left), slopes.get(lower), slopes.get(upper));
  }

  /** How far the ranks of the interval's ends lie apart: from the variance of Kendall's score. */
  private static int margin(int points) {
    double variance = points * (points - 1.0) * (2 * points + 5) / 18;
    return (int) Math.ceil(NORMAL_95 * Math.sqrt(variance));
  }

  public double at(double x) {
    return intercept + slope * x;
  }

  private static double median(List<Double> sorted) {
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}

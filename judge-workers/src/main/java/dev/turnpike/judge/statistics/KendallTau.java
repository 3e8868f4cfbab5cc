package dev.turnpike.judge.statistics;

import java.util.List;

/**
 * Whether two raters put things in the same order, whatever numbers they use: 1 is the same order,
 * −1 the reverse, 0 none in common.
 *
 * <p>τ-b = (C − D) / √((P − T₁)(P − T₂)), of P pairs of things C in the same and D in the opposite
 * order, T₁ tied by the first rater and T₂ by the second: M. G. Kendall, The Treatment of Ties in
 * Ranking Problems, Biometrika 33 (1945), 239–251. It is {@code NaN} when a rater ties everything,
 * who then has no order.
 */
public final class KendallTau {

  private KendallTau() {}

  /** What two raters gave one thing. */
  public record Point(double first, double second) {}

  /** In time that grows with the square of their number. */
  public static double b(List<Point> points) {
    long balance = 0;
    long untiedByFirst = 0;
    long untiedBySecond = 0;
    for (int i = 0; i < points.size(); i++) {
      for (int j = 0; j < i; j++) {
        long first = Double.compare(points.get(i).first(), points.get(j).first());
        long second = Double.compare(points.get(i).second(), points.get(j).second());
        balance += Long.signum(first) * (long) Long.signum(second);
        untiedByFirst += Math.abs(Long.signum(first));
        untiedBySecond += Math.abs(Long.signum(second));
      }
    }
    return balance / Math.sqrt((double) untiedByFirst * untiedBySecond);
  }
}

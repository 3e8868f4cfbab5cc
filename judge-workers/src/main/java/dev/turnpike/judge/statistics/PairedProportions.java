package dev.turnpike.judge.statistics;

/**
 * The same things that pass or fail, before and after.
 *
 * @param both pass before and after
 * @param onlyBefore passed and fail now
 * @param onlyAfter failed and pass now
 * @param neither fail before and after
 */
public record PairedProportions(int both, int onlyBefore, int onlyAfter, int neither) {

  public PairedProportions {
    if (both < 0 || onlyBefore < 0 || onlyAfter < 0 || neither < 0) {
      throw new IllegalArgumentException("a negative count");
    }
  }

  public int all() {
    return both + onlyBefore + onlyAfter + neither;
  }

  /** The share that passes before; {@code NaN} of none. */
  public double before() {
    return (both + onlyBefore) / (double) all();
  }

  /** The share that passes after; {@code NaN} of none. */
  public double after() {
    return (both + onlyAfter) / (double) all();
  }

  /**
   * Of after − before: R. G. Newcombe, Improved Confidence Intervals for the Difference between
   * Binomial Proportions Based on Paired Data, Statistics in Medicine 17 (1998), 2635–2650, method
   * 10, which joins Wilson's intervals by the pairs' correlation.
   */
  public Interval difference() {
    if (all() == 0) {
      return Interval.UNKNOWN;
    }
    double p1 = after();
    double p2 = before();
    var w1 = new Proportion(both + onlyAfter, all()).wilson();
    var w2 = new Proportion(both + onlyBefore, all()).wilson();
    double phi = correlation();
    double d = p1 - p2;
    double low1 = p1 - w1.low();
    double high1 = w1.high() - p1;
    double low2 = p2 - w2.low();
    double high2 = w2.high() - p2;
    return new Interval(
        d - Math.sqrt(square(low1) - 2 * phi * low1 * high2 + square(high2)),
        d + Math.sqrt(square(high1) - 2 * phi * high1 * low2 + square(low2)));
  }

  /**
   * How probable a change this uneven or more is when neither way is likelier: the exact form, two-
   * sided, of Q. McNemar's test, Psychometrika 12 (1947), 153–157.
   */
  public double mcNemar() {
    int changed = onlyBefore + onlyAfter;
    int fewer = Math.min(onlyBefore, onlyAfter);
    double logTerm = changed * Math.log(0.5);
    double sum = 0;
    for (int k = 0; k <= fewer; k++) {
      sum += Math.exp(logTerm);
      logTerm += Math.log((changed - k) / (k + 1.0));
    }
    return Math.min(1, 2 * sum);
  }

  private double correlation() {
    double product =
        (double) (both + onlyBefore)
            * (onlyAfter + neither)
            * (both + onlyAfter)
            * (onlyBefore + neither);
    if (product == 0) {
      return 0;
    }
    double diagonal = (double) both * neither - (double) onlyBefore * onlyAfter;
    // Newcombe's continuity correction, of positive correlations only.
    double corrected = diagonal > 0 ? Math.max(diagonal - all() / 2.0, 0) : diagonal;
    return corrected / Math.sqrt(product);
  }

  private static double square(double value) {
    return value * value;
  }
}

package dev.turnpike.judge.statistics;

/** So many of so many. */
public record Proportion(long successes, long trials) {

  /** The quantile of the normal distribution that leaves 2.5 % above it. */
  private static final double Z = 1.959963984540054;

  public Proportion {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException("%d of %d".formatted(successes, trials));
    }
  }

  /** 0 to 1; {@code NaN} of none. */
  public double share() {
    return successes / (double) trials;
  }

  /**
   * The score interval, which stays within 0 and 1 and is honest about small numbers and about
   * shares near 0 and 1: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical
   * Inference, JASA 22 (1927), 209–212. It takes the trials to be independent.
   */
  public Interval wilson() {
    if (trials == 0) {
      return Interval.UNKNOWN;
    }
    double n = trials;
    double p = share();
    double middle = p + Z * Z / (2 * n);
    double reach = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    double scale = 1 + Z * Z / n;
    // At the ends the two terms are equal but for rounding.
    return new Interval(
        successes == 0 ? 0 : (middle - reach) / scale,
        successes == trials ? 1 : (middle + reach) / scale);
  }
}

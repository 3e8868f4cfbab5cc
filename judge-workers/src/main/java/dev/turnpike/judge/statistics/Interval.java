package dev.turnpike.judge.statistics;

/** Where a figure lies with 95 % confidence; both ends are {@code NaN} where nothing is known. */
public record Interval(double low, double high) {

  /** Of a figure that can't be told. */
  public static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

  public Interval {
    if (low > high || Double.isNaN(low) != Double.isNaN(high)) {
      throw new IllegalArgumentException("an interval from %s to %s".formatted(low, high));
    }
  }

  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}

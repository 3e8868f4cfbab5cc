package dev.turnpike.bench.stats;

/** A distribution in few numbers, in milliseconds; all 0 if nothing was counted. */
public record Quantiles(
    long count, double mean, double p50, double p90, double p99, double p999, double max) {

  /** How much more these are than others, quantile by quantile. */
  public Difference minus(Quantiles other) {
    return new Difference(
        Rounded.micros(mean - other.mean),
        Rounded.micros(p50 - other.p50),
        Rounded.micros(p90 - other.p90),
        Rounded.micros(p99 - other.p99));
  }

  /** Milliseconds more; negative for less. */
  public record Difference(double mean, double p50, double p90, double p99) {}
}

package dev.turnpike.bench.autoscale;

import dev.turnpike.bench.stats.Rounded;
import java.util.Arrays;

/**
 * From a turn's arrival in the log to its begin, in seconds.
 *
 * @param beyondTen percentage of the turns that waited longer than the 10 s at which the ingress
 *     refuses turns instead (TURNPIKE_INGRESS_BACKLOG_MAXWAIT)
 */
record Waits(int turns, double p50, double p95, double p99, double longest, double beyondTen) {

  static Waits of(double[] sorted) {
    long over = Arrays.stream(sorted).filter(wait -> wait > 10).count();
    return sorted.length == 0
        ? new Waits(0, 0, 0, 0, 0, 0)
        : new Waits(
            sorted.length,
            at(sorted, 0.5),
            at(sorted, 0.95),
            at(sorted, 0.99),
            Rounded.to(1, sorted[sorted.length - 1]),
            Rounded.to(2, 100.0 * over / sorted.length));
  }

  private static double at(double[] sorted, double part) {
    return Rounded.to(1, sorted[(int) Math.min(sorted.length - 1L, (long) (part * sorted.length))]);
  }
}

package dev.turnpike.bench.autoscale;

/**
 * The HorizontalPodAutoscaler's arithmetic: as many replicas as bring the metric to its target, and
 * no change while it is within a tenth of it.
 */
final class Wanted {
  private static final double TOLERANCE = 0.1;

  private Wanted() {}

  /** Of an average over the pods that are there: current × metric ÷ target, rounded up. */
  static int byAverage(int current, double average, double target) {
    return isClose(average / target) ? current : (int) Math.ceil(current * average / target);
  }

  /** Of a sum that is shared by all pods (KEDA's AverageValue): sum ÷ target, rounded up. */
  static int byTotal(int current, double total, double target) {
    return isClose(total / (target * Math.max(1, current)))
        ? current
        : (int) Math.ceil(total / target);
  }

  private static boolean isClose(double ratio) {
    return Math.abs(ratio - 1) <= TOLERANCE;
  }
}

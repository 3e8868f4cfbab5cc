package dev.turnpike.bench.check;

import dev.turnpike.bench.stats.Rounded;
import java.util.Locale;

/**
 * Whether one ratio is as good as it was.
 *
 * @param tolerance how far it may lie from the baseline
 */
record Verdict(Metric metric, Figure baseline, Figure now, double tolerance, Outcome outcome) {

  /**
   * The quartiles of pairs lie so many times their distance around the median, and hardly any run's
   * median beyond.
   */
  private static final double WIDTHS = 1.5;

  enum Outcome {
    WORSE,
    AS_BEFORE,
    BETTER
  }

  /** The noisier of both runs says how far their ratios may lie apart. */
  static Verdict of(Metric metric, Figure baseline, Figure now) {
    double noise = WIDTHS * Math.max(baseline.width(), now.width());
    double tolerance = Rounded.to(4, Math.max(metric.least(baseline.value()), noise));
    return new Verdict(metric, baseline, now, tolerance, outcome(metric, baseline, now, tolerance));
  }

  private static Outcome outcome(Metric metric, Figure baseline, Figure now, double tolerance) {
    double gain = now.value() - baseline.value();
    double better = metric.moreIsBetter() ? gain : -gain;
    if (better < -tolerance) {
      return Outcome.WORSE;
    }
    return better > tolerance ? Outcome.BETTER : Outcome.AS_BEFORE;
  }

  boolean passed() {
    return outcome != Outcome.WORSE;
  }

  /** The worst value that passes. */
  double allowed() {
    return baseline.value() + (metric.moreIsBetter() ? -tolerance : tolerance);
  }

  /** Why it may differ by so much. */
  String reason() {
    return tolerance > metric.least(baseline.value())
        ? String.format(
            Locale.ROOT,
            "1.5 × the distance of the quartiles of pairs (%.4f before, %.4f now)",
            baseline.width(),
            now.width())
        : metric.reason();
  }

  String row() {
    String mark =
        switch (outcome) {
          case WORSE -> "✗";
          case AS_BEFORE -> "✓";
          case BETTER -> "✓ better";
        };
    return String.format(
        Locale.ROOT,
        "| %s | %.4f | %.4f | %s %.4f | %s | %s |",
        metric.words(),
        baseline.value(),
        now.value(),
        metric.moreIsBetter() ? "≥" : "≤",
        allowed(),
        mark,
        reason());
  }
}

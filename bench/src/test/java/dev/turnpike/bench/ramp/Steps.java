package dev.turnpike.bench.ramp;

import dev.turnpike.bench.stats.Quantiles;
import java.util.Map;

/** Steps as a test wants them. */
final class Steps {
  static final Bounds BOUNDS = new Bounds(0.99, 100);

  private Steps() {}

  /** All in time. */
  static StepResult step(double rate, int attempt, double addedMillis) {
    return step(rate, attempt, addedMillis, 1);
  }

  static StepResult step(double rate, int attempt, double addedMillis, double inTimeShare) {
    SideFigures direct = side(rate, 202, 1);
    SideFigures ours = side(rate, 202 + addedMillis, inTimeShare);
    return new StepResult(
        rate,
        attempt,
        ours,
        direct,
        ours.firstToken().minus(direct.firstToken()),
        Map.of("bench", 0.1, "model", 0.2, "broker", 0.5),
        0.05);
  }

  static SideFigures side(double rate, double firstTokenP99, double inTimeShare) {
    long arrived = Math.round(rate * 100);
    long inTime = Math.round(arrived * inTimeShare);
    Quantiles firstToken =
        new Quantiles(arrived, 201, 201, 201, firstTokenP99, firstTokenP99, firstTokenP99);
    Quantiles none = new Quantiles(arrived, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1);
    return new SideFigures(
        arrived,
        rate,
        inTime,
        rate * inTimeShare,
        0,
        0,
        Map.of(),
        firstToken,
        firstToken,
        none,
        0,
        10);
  }
}

package dev.turnpike.bench.check;

import dev.turnpike.bench.compare.LevelResult;
import dev.turnpike.bench.compare.Noise;
import dev.turnpike.bench.stats.Rounded;
import dev.turnpike.bench.stats.Spread;
import java.util.List;
import java.util.Objects;

/**
 * One ratio of one run.
 *
 * @param value of the whole run
 * @param lower quartile of its pairs of blocks, each taken by itself
 * @param upper quartile likewise
 * @param pairs how many there were; 0 if they were not kept, and the quartiles say nothing
 */
record Figure(double value, double lower, double upper, int pairs) {

  static Figure of(Metric metric, LevelResult level) {
    Spread spread = Spread.of(byPair(metric, level));
    return new Figure(
        metric.of(level.ratios()),
        Rounded.to(4, spread.lower()),
        Rounded.to(4, spread.upper()),
        spread.count());
  }

  /** In the order in which they were measured. */
  static List<Double> byPair(Metric metric, LevelResult level) {
    return level.noise().pairs().stream()
        .map(Noise.OfPair::ratios)
        .filter(Objects::nonNull)
        .map(metric::of)
        .toList();
  }

  /** How far apart the middle half of the pairs lies. */
  double width() {
    return upper - lower;
  }
}

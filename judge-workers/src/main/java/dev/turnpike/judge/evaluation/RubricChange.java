package dev.turnpike.judge.evaluation;

import dev.turnpike.judge.statistics.Interval;
import dev.turnpike.judge.statistics.MeanInterval;
import java.util.Comparator;
import java.util.List;

/**
 * How scores under one rubric changed.
 *
 * @param pairs items with scores in both
 * @param lost items that had scores and have none now
 * @param gain by how much answers are better now: the mean of the differences, turned so that more
 *     is better
 * @param interval of the gain, 95 %; unknown when there are too few pairs
 */
public record RubricChange(
    RubricInfo rubric,
    List<Pair> pairs,
    int lost,
    double before,
    double after,
    double gain,
    Interval interval) {

  private static final double SAME = 1e-9;

  public RubricChange {
    pairs = List.copyOf(pairs);
  }

  /**
   * One item's mean scores.
   *
   * @param gain by how much it is better now
   */
  public record Pair(String item, double before, double after, double gain) {}

  static RubricChange of(RubricInfo rubric, List<Pair> pairs, int lost, long seed) {
    return new RubricChange(
        rubric,
        pairs.stream().sorted(Comparator.comparingDouble(Pair::gain)).toList(),
        lost,
        pairs.stream().mapToDouble(Pair::before).average().orElse(Double.NaN),
        pairs.stream().mapToDouble(Pair::after).average().orElse(Double.NaN),
        pairs.stream().mapToDouble(Pair::gain).average().orElse(Double.NaN),
        MeanInterval.of(pairs.stream().map(Pair::gain).toList(), seed));
  }

  static Pair pair(RubricInfo rubric, String item, double before, double after) {
    return new Pair(item, before, after, rubric.lowerIsBetter() ? before - after : after - before);
  }

  /** Whether there are enough pairs to tell. */
  public boolean isKnown() {
    return !Double.isNaN(interval.low());
  }

  public long better() {
    return pairs.stream().filter(pair -> pair.gain() > SAME).count();
  }

  public long worse() {
    return pairs.stream().filter(pair -> pair.gain() < -SAME).count();
  }

  public long same() {
    return pairs.size() - better() - worse();
  }
}

package dev.turnpike.judge.trial;

import dev.turnpike.judge.rubric.Direction;
import dev.turnpike.judge.statistics.KendallTau.Point;
import dev.turnpike.judge.statistics.Rating;
import dev.turnpike.judge.verdict.Verdict;
import java.util.List;

/**
 * An item and what the candidate gave it, as often as it was asked and gave any.
 *
 * @param direction of the item's rubric
 */
record Scored(Item item, Direction direction, List<Verdict> verdicts) {

  Scored {
    verdicts = List.copyOf(verdicts);
  }

  boolean isJudged() {
    return !verdicts.isEmpty();
  }

  /** What counts: the first, as a turn is judged once. */
  Verdict verdict() {
    return verdicts.getFirst();
  }

  double error() {
    return Math.abs(verdict().score() - item.label());
  }

  /** The label's grade and the candidate's, the higher the better under any rubric. */
  Rating rating() {
    return new Rating(grade(item.label()).number(), grade(verdict().score()).number());
  }

  /** Label and score themselves, turned like this too. */
  Point point() {
    return new Point(quality(item.label()), quality(verdict().score()));
  }

  /** The higher the better. */
  private double quality(double score) {
    return direction == Direction.HIGHER_IS_BETTER ? score : 1 - score;
  }

  /** The grades, of which each either passes or does not. */
  Rating passing() {
    return new Rating(
        grade(item.label()).passes() ? 1 : 0, grade(verdict().score()).passes() ? 1 : 0);
  }

  /** By how many grades the two are apart. */
  int steps() {
    return Math.abs(rating().first() - rating().second());
  }

  /** The standard deviation of the repeats (n − 1), {@code NaN} of fewer than two. */
  double spread() {
    if (range() == 0) {
      return 0; // and not what rounding leaves of it
    }
    double mean = verdicts.stream().mapToDouble(Verdict::score).average().orElse(Double.NaN);
    double squares =
        verdicts.stream().mapToDouble(v -> (v.score() - mean) * (v.score() - mean)).sum();
    return verdicts.size() < 2 ? Double.NaN : Math.sqrt(squares / (verdicts.size() - 1));
  }

  /** The greatest of the repeats less the least. */
  double range() {
    var scores = verdicts.stream().mapToDouble(Verdict::score).summaryStatistics();
    return verdicts.size() < 2 ? Double.NaN : scores.getMax() - scores.getMin();
  }

  private Grade grade(double score) {
    return Grade.nearest(quality(score));
  }
}

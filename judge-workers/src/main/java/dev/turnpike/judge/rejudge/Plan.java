package dev.turnpike.judge.rejudge;

import java.util.List;

/**
 * What a run will do.
 *
 * @param turns of the range that judges judge
 * @param unreadable records of the log
 * @param rubrics each with its judge
 * @param unannounced scores of an earlier run that it did not come to publish
 */
public record Plan(long turns, long unreadable, List<OfRubric> rubrics, long unannounced) {

  public Plan {
    rubrics = List.copyOf(rubrics);
  }

  /**
   * One rubric's part.
   *
   * @param drawn turns that the sample has
   * @param scored of them those that have the score already
   * @param ownModel of them those that the judging model itself answered
   * @param lacking of them those that will be judged
   * @param estimate what that will consume
   */
  public record OfRubric(
      String rubric,
      String version,
      String judgeModel,
      boolean simulated,
      long drawn,
      long scored,
      long ownModel,
      long lacking,
      Consumption estimate) {}

  /** Verdicts to ask for. */
  public long lacking() {
    return rubrics.stream().mapToLong(OfRubric::lacking).sum();
  }

  public Consumption estimate() {
    return rubrics.stream().map(OfRubric::estimate).reduce(Consumption.NONE, Consumption::plus);
  }

  public boolean simulated() {
    return rubrics.stream().anyMatch(OfRubric::simulated);
  }
}

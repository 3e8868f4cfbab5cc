package dev.turnpike.judge.evaluation;

/**
 * What was graded under, and by whom.
 *
 * @param lowerIsBetter whether 0 is the best that it can give
 * @param simulated whether the built-in simulated model judged
 */
public record RubricInfo(
    String name, String version, String judgeModel, boolean simulated, boolean lowerIsBetter) {

  /** Whether scores of the two mean the same. */
  boolean gradesLike(RubricInfo other) {
    return version.equals(other.version) && judgeModel.equals(other.judgeModel);
  }
}

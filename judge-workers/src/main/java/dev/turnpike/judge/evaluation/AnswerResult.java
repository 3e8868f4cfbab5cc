package dev.turnpike.judge.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;

/**
 * One answer with its marks. One that did not complete has no scores, and its checks fail.
 *
 * @param repeat which time this was asked, from 1
 */
public record AnswerResult(
    int repeat,
    @JsonUnwrapped Answered answered,
    List<CheckResult> checks,
    List<ScoreResult> scores) {

  public AnswerResult {
    checks = List.copyOf(checks);
    scores = List.copyOf(scores);
  }

  @JsonIgnore
  public Optional<Double> score(String rubric) {
    return scores.stream()
        .filter(each -> each.rubric().equals(rubric) && each.score() != null)
        .map(each -> java.util.Objects.requireNonNull(each.score()))
        .findFirst();
  }
}

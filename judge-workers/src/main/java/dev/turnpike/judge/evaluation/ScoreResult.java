package dev.turnpike.judge.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * What a judge gave one answer under one rubric.
 *
 * @param score 0 to 1; null if it gave none
 * @param reasoning empty without score
 * @param missing why there is no score: {@code own_model}, {@code no_verdict}, {@code
 *     judge_unavailable}; null if there is one
 */
public record ScoreResult(
    String rubric, @Nullable Double score, String reasoning, @Nullable String missing) {

  static ScoreResult missing(String rubric, String why) {
    return new ScoreResult(rubric, null, "", why);
  }
}

package dev.turnpike.judge.scoring;

import dev.turnpike.events.TurnScore;
import java.util.UUID;

/** What a score is unique by. */
record ScoreKey(UUID turn, String rubric, String rubricVersion, String judgeModel) {

  static ScoreKey of(TurnScore score) {
    return new ScoreKey(
        score.getTurnId(), score.getRubric(), score.getRubricVersion(), score.getJudgeModel());
  }
}

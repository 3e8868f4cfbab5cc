package dev.turnpike.judge.scoring;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.TurnScore;
import dev.turnpike.judge.verdict.Assignment;
import java.util.UUID;

/** What a score is unique by. */
public record ScoreKey(UUID turn, String rubric, String rubricVersion, String judgeModel) {

  public static ScoreKey of(TurnScore score) {
    return new ScoreKey(
        score.getTurnId(), score.getRubric(), score.getRubricVersion(), score.getJudgeModel());
  }

  public static ScoreKey of(CompletedTurn turn, Assignment assignment) {
    var rubric = assignment.rubric();
    return new ScoreKey(turn.getTurnId(), rubric.name(), rubric.version(), assignment.model());
  }
}

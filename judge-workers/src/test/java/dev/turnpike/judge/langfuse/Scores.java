package dev.turnpike.judge.langfuse;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Provenance;
import dev.turnpike.events.TurnScore;
import dev.turnpike.events.Usage;
import java.time.Instant;

/** Scores as judges publish them. */
final class Scores {

  private Scores() {}

  static TurnScore of(CompletedTurn turn, String rubric, double score) {
    return TurnScore.newBuilder()
        .setTurnId(turn.getTurnId())
        .setSessionId(turn.getSessionId())
        .setUserId(turn.getUserId())
        .setRubric(rubric)
        .setRubricVersion("0123456789ab")
        .setJudgeModel("wise")
        .setScore(score)
        .setLowerIsBetter(rubric.equals("toxicity"))
        .setReasoning("It quotes marked-5c1e.")
        .setUsage(Usage.newBuilder().build())
        .setScoredAt(Instant.parse("2026-03-01T10:00:00Z"))
        .setProvenance(new Provenance(turn.getTurnId(), "turns.completed", 0, 7L, "0123456789ab"))
        .build();
  }
}

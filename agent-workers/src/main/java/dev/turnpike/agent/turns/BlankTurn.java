package dev.turnpike.agent.turns;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.TurnError;
import java.util.List;
import java.util.Map;

/** What is left of a forgotten user's turn: that there was one, and what it cost. */
final class BlankTurn {

  private static final String REASON = "its user was deleted";

  private BlankTurn() {}

  static CompletedTurn of(CompletedTurn turn) {
    var error = turn.getError();
    return CompletedTurn.newBuilder(turn)
        .setInput(List.of())
        .setRecentHistory(List.of())
        .setRecalled(List.of())
        .setSteps(List.of())
        .setAnswer("")
        .setMetadata(Map.of())
        .setMemory(false)
        .setError(error == null ? null : new TurnError(error.getCode(), REASON))
        .build();
  }
}

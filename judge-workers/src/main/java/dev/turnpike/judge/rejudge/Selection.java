package dev.turnpike.judge.rejudge;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.judge.rejudge.Choice.Fate;
import dev.turnpike.judge.scoring.Grader;
import dev.turnpike.judge.scoring.ScoreKey;
import dev.turnpike.judge.scoring.ScoreStore;
import dev.turnpike.judge.verdict.Assignment;
import dev.turnpike.platform.turns.DeliveredTurn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Tells which turns are to be judged under which rubrics. */
final class Selection {

  private final List<Assignment> assignments;
  private final Grader.OwnModel ownModel;
  private final ScoreStore store;

  Selection(List<Assignment> assignments, Grader.OwnModel ownModel, ScoreStore store) {
    this.assignments = List.copyOf(assignments);
    this.ownModel = ownModel;
    this.store = store;
  }

  List<Assignment> assignments() {
    return assignments;
  }

  /** Of turns that judges judge: those that a sample draws. Nothing of who is forgotten. */
  List<Choice> of(List<DeliveredTurn> turns) {
    var drawn = turns.stream().filter(turn -> draws(turn.turn())).toList();
    if (drawn.isEmpty()) {
      return List.of();
    }
    var known = store.known(drawn.stream().map(turn -> turn.turn().getTurnId()).toList());
    var forgotten =
        store.forgotten(drawn.stream().map(turn -> turn.turn().getUserId()).distinct().toList());
    return drawn.stream()
        .filter(turn -> !isForgotten(turn.turn(), forgotten))
        .flatMap(turn -> choices(turn, known))
        .toList();
  }

  private boolean draws(CompletedTurn turn) {
    return assignments.stream().anyMatch(each -> each.rubric().samples(turn.getTurnId()));
  }

  private static boolean isForgotten(CompletedTurn turn, Map<String, Instant> forgotten) {
    var until = forgotten.get(turn.getUserId());
    return until != null && !until.isBefore(turn.getTimings().getAcceptedAt());
  }

  private Stream<Choice> choices(DeliveredTurn delivered, Set<ScoreKey> known) {
    return assignments.stream()
        .filter(each -> each.rubric().samples(delivered.turn().getTurnId()))
        .map(each -> new Choice(delivered, each, fate(delivered.turn(), each, known)));
  }

  private Fate fate(CompletedTurn turn, Assignment assignment, Set<ScoreKey> known) {
    if (known.contains(ScoreKey.of(turn, assignment))) {
      return Fate.SCORED;
    }
    return ownModel.is(assignment, turn) ? Fate.OWN_MODEL : Fate.LACKING;
  }
}

package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Marker;
import dev.turnpike.events.TurnStatus;
import java.util.List;
import java.util.Optional;

/**
 * G2. In each session a turn was first claimed after the one before it in the log had ended, and
 * its model was shown the question before it and none that came after, that was replaced or that
 * was deleted.
 */
final class InOrder implements Guarantee {

  @Override
  public String name() {
    return "G2";
  }

  @Override
  public String promise() {
    return "in order, one at a time";
  }

  @Override
  public Finding check(Evidence evidence) {
    Finding finding = new Finding("successions");
    evidence.sessions().values().forEach(events -> check(events, evidence, finding));
    return finding;
  }

  private static void check(List<SessionEvent> events, Evidence evidence, Finding finding) {
    SessionHistory history = new SessionHistory();
    Optional<EndedTurn> before = Optional.empty();
    for (SessionEvent event : events) {
      switch (event) {
        case Clearing _ -> history.clear();
        case Rollback rollback -> history.rollBack(rollback.at());
        case StartedTurn turn -> {
          Optional<EndedTurn> end = evidence.end(turn.turn());
          boolean promised = evidence.isPromised(turn);
          history.begins(turn, promised);
          if (end.isPresent()) {
            finding.about(turn.turn());
            before.ifPresent(one -> succession(one, end.get(), finding));
            strange(end.get(), history, finding);
            missing(end.get(), history, finding);
            before = end;
          }
          history.ends(turn, end, promised);
        }
      }
    }
  }

  private static void succession(EndedTurn one, EndedTurn next, Finding finding) {
    finding.looked();
    finding.require(
        !next.startedAt().isBefore(one.finishedAt()),
        () ->
            "In session %s %s began at %s, before %s ended at %s"
                .formatted(next.session(), next, next.startedAt(), one, one.finishedAt()));
  }

  private static void strange(EndedTurn turn, SessionHistory history, Finding finding) {
    if (turn.status() != TurnStatus.COMPLETED) {
      return;
    }
    List<Marker> strange = history.unheardOf(turn.remembered());
    finding.require(
        strange.isEmpty(),
        () -> "%s was shown questions that came after it: %s".formatted(turn, strange));
    List<Marker> gone = history.gone(turn.remembered());
    finding.require(
        gone.isEmpty(),
        () -> "%s was shown questions that had been replaced or deleted: %s".formatted(turn, gone));
  }

  /**
   * A record holds the end of the history alone: where that begins behind the last answered turn,
   * with some that were cancelled or failed, it can't tell whether that one was there.
   */
  private static void missing(EndedTurn turn, SessionHistory history, Finding finding) {
    Optional<Marker> required = history.required();
    if (turn.status() != TurnStatus.COMPLETED || required.isEmpty()) {
      return; // One that did not complete may have ended before it looked at its history.
    }
    boolean beginsBehind =
        !turn.tellsWholeHistory()
            && !turn.remembered().isEmpty()
            && history.sinceRequired().containsAll(turn.remembered());
    finding.require(
        beginsBehind || turn.remembered().contains(required.get()),
        () ->
            "%s was not shown %s, which had been answered before it; it was shown %s"
                .formatted(turn, required.get(), turn.remembered()));
  }
}

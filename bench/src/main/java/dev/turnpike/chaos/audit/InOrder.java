package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Asked;
import dev.turnpike.chaos.load.Marker;
import dev.turnpike.events.TurnStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * G2. In each session a turn was first claimed after the one before it in the log had ended, and
 * its model was shown the question before it and none that came after.
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
    Map<String, List<StartedTurn>> sessions =
        evidence.started().stream().collect(Collectors.groupingBy(StartedTurn::session));
    sessions.values().forEach(turns -> check(turns, evidence, finding));
    return finding;
  }

  private static void check(List<StartedTurn> turns, Evidence evidence, Finding finding) {
    Optional<EndedTurn> before = Optional.empty();
    Optional<Marker> lastAnswered = Optional.empty();
    Set<Marker> earlier = new HashSet<>();
    Set<Marker> since = new HashSet<>(); // those after the last answered one
    for (StartedTurn turn : turns) {
      if (turn.rollsBack()) {
        lastAnswered = Optional.empty(); // It may have been forgotten while it ended.
      }
      Optional<EndedTurn> end = evidence.end(turn.turn());
      if (end.isPresent()) {
        finding.about(turn.turn());
        before.ifPresent(one -> succession(one, end.get(), finding));
        strange(end.get(), earlier, finding);
        missing(end.get(), lastAnswered, since, finding);
        if (end.get().status() == TurnStatus.COMPLETED && !mayBeWithdrawn(turn, evidence)) {
          lastAnswered = turn.marker();
          since.clear();
        } else {
          turn.marker().ifPresent(since::add);
        }
        before = end;
      }
      turn.marker().ifPresent(earlier::add);
    }
  }

  /** Of a turn that was refused although it stands in the log, the history is cleared later. */
  private static boolean mayBeWithdrawn(StartedTurn turn, Evidence evidence) {
    return !evidence.asked(turn).map(Asked::accepted).orElse(false);
  }

  private static void succession(EndedTurn one, EndedTurn next, Finding finding) {
    finding.looked();
    finding.require(
        !next.startedAt().isBefore(one.finishedAt()),
        () ->
            "In session %s %s began at %s, before %s ended at %s"
                .formatted(next.session(), next, next.startedAt(), one, one.finishedAt()));
  }

  private static void strange(EndedTurn turn, Set<Marker> earlier, Finding finding) {
    List<Marker> strange = new ArrayList<>(turn.remembered());
    strange.removeAll(earlier);
    finding.require(
        turn.status() != TurnStatus.COMPLETED || strange.isEmpty(),
        () -> "%s was shown questions that came after it: %s".formatted(turn, strange));
  }

  /**
   * A record holds the end of the history alone: where that begins behind the last answered turn,
   * with some that were cancelled or failed, it can't tell whether that one was there.
   */
  private static void missing(
      EndedTurn turn, Optional<Marker> lastAnswered, Set<Marker> since, Finding finding) {
    if (turn.status() != TurnStatus.COMPLETED || lastAnswered.isEmpty()) {
      return; // One that did not complete may have ended before it looked at its history.
    }
    boolean beginsBehind =
        !turn.tellsWholeHistory()
            && !turn.remembered().isEmpty()
            && since.containsAll(turn.remembered());
    finding.require(
        beginsBehind || turn.remembered().contains(lastAnswered.get()),
        () ->
            "%s was not shown %s, which had been answered before it; it was shown %s"
                .formatted(turn, lastAnswered.get(), turn.remembered()));
  }
}

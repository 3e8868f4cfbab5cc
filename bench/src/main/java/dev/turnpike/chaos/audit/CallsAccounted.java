package dev.turnpike.chaos.audit;

import dev.turnpike.events.TurnStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The model is asked once for each step of a turn, and once more for each attempt that was given up
 * or end that came in mid-call. Calls that met a fault, or broke off while the model or the network
 * was made to fail, are not counted: repeating them is right.
 */
final class CallsAccounted implements Guarantee {

  @Override
  public String name() {
    return "calls";
  }

  @Override
  public String promise() {
    return "the model is asked no more than needed";
  }

  @Override
  public Finding check(Evidence evidence) {
    Finding finding = new Finding("model calls");
    Map<UUID, StartedTurn> started =
        evidence.started().stream()
            .collect(Collectors.toMap(StartedTurn::turn, turn -> turn, (first, _) -> first));
    int calls = 0;
    int steps = 0;
    int interrupted = 0;
    int early = 0;
    for (List<EndedTurn> ends : evidence.ended().values()) {
      EndedTurn end = ends.getFirst();
      calls += counted(end, started, evidence);
      steps += end.modelSteps();
      interrupted += end.attempts() - 1;
      early += endedEarly(end);
    }
    int allowed = steps + interrupted + early;
    finding.looked(calls);
    finding.figures(
        "≤ %d (%d steps, %d attempts given up, %d ended in mid-call)"
            .formatted(allowed, steps, interrupted, early),
        "" + calls);
    if (calls > allowed) {
      evidence
          .ended()
          .values()
          .forEach(ends -> excess(ends.getFirst(), started, evidence, finding));
    }
    return finding;
  }

  private static void excess(
      EndedTurn end, Map<UUID, StartedTurn> started, Evidence evidence, Finding finding) {
    int calls = counted(end, started, evidence);
    finding
        .about(end.turn())
        .require(
            calls <= end.modelSteps() + end.attempts() - 1 + endedEarly(end),
            () ->
                "%s, %s, took %d model calls for %d model steps in %d attempts"
                    .formatted(end, end.status(), calls, end.modelSteps(), end.attempts()));
  }

  private static int endedEarly(EndedTurn end) {
    return end.status() == TurnStatus.COMPLETED ? 0 : 1;
  }

  private static int counted(EndedTurn end, Map<UUID, StartedTurn> started, Evidence evidence) {
    Circumstances around = evidence.circumstances();
    return Optional.ofNullable(started.get(end.turn()))
        .flatMap(StartedTurn::marker)
        .map(marker -> around.journal().calls(marker))
        .map(
            calls ->
                (int)
                    calls.stream()
                        .filter(call -> !call.faulty())
                        .filter(call -> call.whole() || !brokenOnPurpose(call, around))
                        .count())
        .orElse(0);
  }

  private static boolean brokenOnPurpose(ModelJournal.Entry call, Circumstances around) {
    return around.troubles().stream()
        .filter(trouble -> trouble.kind().matches("model-.*|partition.*|packet-loss|slow-network"))
        .anyMatch(trouble -> trouble.overlaps(call.at(), call.endedAt()));
  }
}

package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Asked;
import dev.turnpike.chaos.load.Marker;
import dev.turnpike.events.TurnStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * G1. What was acknowledged is in the log, and every turn in the log has one end: also those whose
 * client was told nothing, as nobody but the log knows what was promised.
 */
final class NothingLost implements Guarantee {

  @Override
  public String name() {
    return "G1";
  }

  @Override
  public String promise() {
    return "nothing accepted is lost";
  }

  @Override
  public Finding check(Evidence evidence) {
    Finding finding = new Finding("turns");
    Map<Marker, List<StartedTurn>> byMarker =
        evidence.started().stream()
            .filter(turn -> turn.marker().isPresent())
            .collect(Collectors.groupingBy(turn -> turn.marker().orElseThrow()));
    for (Asked asked : evidence.asked().values()) {
      List<StartedTurn> turns = byMarker.getOrDefault(asked.marker(), List.of());
      asked.turn().ifPresent(finding::about);
      finding.require(
          !asked.accepted() || turns.size() == 1,
          () ->
              "%s, accepted by %s, stands in chat.requests %d times: %s"
                  .formatted(asked.marker(), asked.node(), turns.size(), turns));
    }
    for (StartedTurn turn : evidence.started()) {
      finding.about(turn.turn()).looked();
      List<EndedTurn> ends = evidence.ended().getOrDefault(turn.turn(), List.of());
      finding.require(
          ends.size() == 1 && ends.getFirst().status() != TurnStatus.UNKNOWN,
          () ->
              "%s, %s, has %d ends: %s"
                  .formatted(
                      turn,
                      evidence.asked(turn).filter(Asked::accepted).isPresent()
                          ? "accepted"
                          : "not accepted",
                      ends.size(),
                      ends));
    }
    return finding;
  }
}

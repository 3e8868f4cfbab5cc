package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Asked;
import dev.turnpike.chaos.load.Erasure;
import dev.turnpike.chaos.load.Tidying;
import dev.turnpike.events.TurnStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Turns whose place others took are out of their session's history; of what was said before a
 * session was cleared or deleted, nothing is kept. The turns that were under way then went on to
 * their end: none of them was cancelled for it.
 */
final class GoneForGood implements Guarantee {

  @Override
  public String name() {
    return "gone";
  }

  @Override
  public String promise() {
    return "what was replaced or deleted stays away";
  }

  @Override
  public Finding check(Evidence evidence) {
    Finding finding = new Finding("turns");
    Map<UUID, List<Tables.Said>> said =
        evidence.tables().said().stream().collect(Collectors.groupingBy(Tables.Said::turn));
    int replaced = 0;
    int cleared = 0;
    for (List<SessionEvent> events : evidence.sessions().values()) {
      SessionHistory history = read(events, evidence);
      history.replaced().forEach(turn -> replaced(turn, said, finding));
      history.cleared().forEach(turn -> cleared(turn, said, evidence, finding));
      replaced += history.replaced().size();
      cleared += history.cleared().size();
    }
    evidence.erasures().stream()
        .filter(Erasure::acknowledged)
        .collect(Collectors.groupingBy(Erasure::session))
        .forEach((session, erasures) -> erased(session, erasures, evidence, finding));
    finding.looked(replaced + cleared);
    finding.figures(
        "none is kept or shown",
        "%d are; %d replaced, %d deleted, %d sessions deleted"
            .formatted(
                finding.violations(),
                replaced,
                cleared,
                evidence.erasures().stream()
                    .filter(each -> each.acknowledged() && each.how() == Tidying.DELETE)
                    .count()));
    return finding;
  }

  private static SessionHistory read(List<SessionEvent> events, Evidence evidence) {
    SessionHistory history = new SessionHistory();
    for (SessionEvent event : events) {
      switch (event) {
        case Clearing _ -> history.clear();
        case Rollback rollback -> history.rollBack(rollback.at());
        case StartedTurn turn -> {
          history.begins(turn, evidence.isPromised(turn));
          history.ends(turn, evidence.end(turn.turn()), evidence.isPromised(turn));
        }
      }
    }
    return history;
  }

  private static void replaced(
      StartedTurn turn, Map<UUID, List<Tables.Said>> said, Finding finding) {
    finding
        .about(turn.turn())
        .require(
            said.getOrDefault(turn.turn(), List.of()).stream().noneMatch(Tables.Said::shown),
            () -> "The place of %s was taken, and its messages are still shown".formatted(turn));
  }

  private static void cleared(
      StartedTurn turn, Map<UUID, List<Tables.Said>> said, Evidence evidence, Finding finding) {
    int kept = said.getOrDefault(turn.turn(), List.of()).size();
    finding
        .about(turn.turn())
        .require(
            kept == 0,
            () ->
                "The session of %s was cleared after it, and %d of its messages are kept"
                    .formatted(turn, kept));
    finding.require(
        evidence.end(turn.turn()).filter(GoneForGood::isCancelled).isEmpty()
            || mayBeCancelled(turn, evidence),
        () -> "%s was cancelled, and nobody but a clearing came after it".formatted(turn));
  }

  private static boolean isCancelled(EndedTurn end) {
    return end.status() == TurnStatus.CANCELLED;
  }

  /** By its client, by another question of the session, or since it was withdrawn. */
  private static boolean mayBeCancelled(StartedTurn turn, Evidence evidence) {
    return !evidence.isPromised(turn)
        || evidence.asked(turn).filter(it -> it.question().cancelAfter() != null).isPresent()
        || others(turn, evidence.asked().values()).stream()
            .map(Asked::question)
            .anyMatch(
                other ->
                    other.replaces()
                        || other.onBusy().equals("interrupt")
                        || other.onBusy().equals("rollback"));
  }

  private static List<Asked> others(StartedTurn turn, Collection<Asked> asked) {
    return asked.stream()
        .filter(each -> each.session().equals(turn.session()))
        .filter(each -> !turn.marker().filter(each.marker()::equals).isPresent())
        .toList();
  }

  private static void erased(
      String session, List<Erasure> erasures, Evidence evidence, Finding finding) {
    finding.aboutNone();
    long commands =
        evidence.clearings().stream().filter(each -> each.session().equals(session)).count();
    finding.require(
        commands >= erasures.size(),
        () ->
            "Session %s was to be cleared %d times, and %d commands are in the log"
                .formatted(session, erasures.size(), commands));
    if (erasures.stream().anyMatch(each -> each.how() == Tidying.DELETE)) {
      long kept =
          evidence.tables().said().stream().filter(each -> each.session().equals(session)).count();
      finding.require(
          kept == 0 && !evidence.tables().sessions().contains(session),
          () ->
              "Session %s was deleted, and %d of its messages are kept%s"
                  .formatted(
                      session,
                      kept,
                      evidence.tables().sessions().contains(session) ? ", and itself" : ""));
    }
  }
}

package dev.turnpike.chaos.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * G4. The last attempt that spoke is the one that ended the turn; a follower of the log, the
 * database and {@code turns.completed} have the same end and the same text.
 */
final class ZombiesFenced implements Guarantee {

  @Override
  public String name() {
    return "G4";
  }

  @Override
  public String promise() {
    return "zombies are fenced";
  }

  @Override
  public Finding check(Evidence evidence) {
    Finding finding = new Finding("turns");
    Map<UUID, StoredTurn> stored = new HashMap<>();
    evidence.tables().turns().forEach(turn -> stored.put(turn.turn(), turn));
    for (List<EndedTurn> ends : evidence.ended().values()) {
      for (EndedTurn end : ends) {
        finding.about(end.turn()).looked();
        database(end, Optional.ofNullable(stored.get(end.turn())), finding);
        replies(end, Optional.ofNullable(evidence.replies().get(end.turn())), finding);
      }
    }
    return finding;
  }

  private static void database(EndedTurn end, Optional<StoredTurn> stored, Finding finding) {
    finding.require(
        stored
            .filter(row -> row.status().equals(end.status().name().toLowerCase(Locale.ROOT)))
            .filter(row -> row.attempt() == end.attempts())
            .filter(row -> row.answer().equals(end.answer()))
            .isPresent(),
        () ->
            "%s, %s in attempt %d, differs from its row in the database: %s"
                .formatted(end, end.status(), end.attempts(), stored));
    finding.require(
        inOrder(end),
        () ->
            "%s ended in attempt %d and has steps of attempts %s"
                .formatted(end, end.attempts(), end.stepAttempts()));
  }

  /**
   * No step is of an earlier attempt than the one before it, nor of one that came after the end.
   */
  private static boolean inOrder(EndedTurn end) {
    int attempt = 1;
    for (int each : end.stepAttempts()) {
      if (each < attempt) {
        return false;
      }
      attempt = each;
    }
    return attempt <= end.attempts();
  }

  private static void replies(EndedTurn end, Optional<Follower> replies, Finding finding) {
    if (replies.isEmpty()) {
      finding.require(false, () -> "%s has no events in chat.replies".formatted(end));
      return;
    }
    Follower follower = replies.get();
    finding.require(
        follower.attempt() == end.attempts(),
        () ->
            "%s ended in attempt %d, yet attempt %d was the last to speak"
                .formatted(end, end.attempts(), follower.attempt()));
    finding.require(
        follower.end().equals(Optional.of(end.status())),
        () ->
            "%s is %s; its followers saw %s at %s"
                .formatted(end, end.status(), follower.end(), follower.endPlace()));
    finding.require(
        follower.text().equals(end.answer()),
        () ->
            "The followers of %s have another text than is stored:%n%s%nnot:%n%s"
                .formatted(end, follower.text(), end.answer()));
    finding.require(
        follower.oddities().isEmpty(),
        () -> "The events of %s have gaps: %s".formatted(end, follower.oddities()));
  }
}

package dev.turnpike.ingress.history;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.views.ForeignViews;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The turns of a session, page by page from the newest back: those that a worker has had from the
 * agent workers' view, those that still wait from the accepted ones. Blocks.
 */
@Repository
class TurnPages {
  /** A page holds the stored records of so many bytes together; of further turns it says less. */
  private static final int RECORD_BYTES = 16 << 20;

  /** So many of a session's newest turns are looked at for those that wait. */
  private static final int MAY_WAIT = 100;

  private final JdbcClient database;
  private final PastTurnReader reader;

  TurnPages(JdbcClient database, SchemaRegistry registry) {
    this.database = database;
    this.reader = new PastTurnReader(EventSerde.of(Topics.TURNS_COMPLETED, registry));
  }

  /**
   * Which turns.
   *
   * @param before only those before this one; null for the newest
   * @param superseded also those that others took the place of
   */
  record Asked(String sessionId, int limit, @Nullable UUID before, boolean superseded) {}

  /**
   * @param turns oldest first
   * @param more whether there are older ones
   */
  record Page(List<PastTurn> turns, boolean more) {}

  /**
   * @throws Problem 404 when the turn that the page ends before is not in the session's history
   */
  Page of(Asked asked) {
    // First: one that is taken meanwhile is found among the others, too.
    List<PastTurn> waiting = waiting(asked.sessionId());
    long position = Long.MAX_VALUE;
    if (asked.before() != null) {
      int place = waiting.stream().map(PastTurn::turnId).toList().indexOf(asked.before());
      if (place < 0) {
        position = position(asked, asked.before());
      }
      waiting = waiting.subList(0, Math.max(0, place));
    }
    List<PastTurn> begun = new ArrayList<>(begun(asked, position));
    Set<UUID> ids = begun.stream().map(PastTurn::turnId).collect(Collectors.toSet());
    Collections.reverse(begun);
    waiting.stream().filter(turn -> !ids.contains(turn.turnId())).forEach(begun::add);
    int surplus = Math.max(0, begun.size() - asked.limit());
    return new Page(List.copyOf(begun.subList(surplus, begun.size())), surplus > 0);
  }

  private List<PastTurn> waiting(String sessionId) {
    return ForeignViews.rows(
        () ->
            database
                .sql(
                    """
                    select turn_id, accepted_at from (
                      select turn_id, accepted_at from ingress.accepted_turns
                      where session_id = ? and accepted_at > now() - interval '1 day'
                      order by turn_id desc limit ?) newest
                    where not exists (
                      select 1 from agent.turn_overview begun where begun.turn_id = newest.turn_id)
                    order by turn_id
                    """)
                .params(sessionId, MAY_WAIT)
                .query(
                    (row, _) ->
                        PastTurn.waiting(
                            row.getObject(1, UUID.class), row.getTimestamp(2).toInstant()))
                .list());
  }

  private long position(Asked asked, UUID before) {
    @Nullable Placed placed = find(asked.sessionId(), before);
    if (placed == null) {
      throw Problem.notFound("before", "There is no such turn in the history of the session.");
    }
    return placed.position();
  }

  /** Where a turn stands in its session, and who took its place. */
  record Placed(long position, @Nullable UUID supersededBy) {}

  /** Null for what never was in the session's history, or is forgotten. */
  @Nullable Placed find(String sessionId, UUID turn) {
    return ForeignViews.rows(
            () ->
                database
                    .sql(
                        """
                        select position, superseded_by from agent.session_turns
                        where turn_id = ? and session_id = ?
                        """)
                    .params(turn, sessionId)
                    .query((row, _) -> new Placed(row.getLong(1), row.getObject(2, UUID.class)))
                    .list())
        .stream()
        .findFirst()
        .orElse(null);
  }

  /** Turns that no worker has yet, and that were not accepted before then. */
  List<UUID> waitingSince(String sessionId, Instant since) {
    return waiting(sessionId).stream()
        .filter(turn -> !turn.acceptedAt().isBefore(since))
        .map(PastTurn::turnId)
        .toList();
  }

  /** Turns from a place on that have begun and not ended. */
  List<UUID> runningFrom(String sessionId, long position) {
    return database
        .sql(
            """
            select turn_id from agent.session_turns
            where session_id = ? and position >= ? and finished_at is null
            """)
        .params(sessionId, position)
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  /** Newest first, one more than asked for when there are more. */
  private List<PastTurn> begun(Asked asked, long position) {
    return ForeignViews.rows(
        () ->
            database
                .sql(
                    """
                    select turn_id, status, message, answer, accepted_at, finished_at, attempt,
                      model, simulated, error_code, error_message, replaces, superseded_by,
                      case when sum(octet_length(completed_turn)) over (order by position desc) <= ?
                        then completed_turn end as completed_turn
                    from (
                      select * from agent.session_turns
                      where session_id = ? and position < ? and (? or superseded_by is null)
                      order by position desc limit ?) page
                    order by position desc
                    """)
                .params(
                    RECORD_BYTES,
                    asked.sessionId(),
                    position,
                    asked.superseded(),
                    asked.limit() + 1)
                .query((row, _) -> reader.read(row))
                .list());
  }
}

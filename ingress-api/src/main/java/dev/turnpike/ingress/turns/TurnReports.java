package dev.turnpike.ingress.turns;

import dev.turnpike.ingress.follow.StoredTurns;
import dev.turnpike.ingress.turns.TurnReport.Failure;
import dev.turnpike.ingress.views.ForeignViews;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reports on turns: of one that has ended from what was stored, of one that runs from the views of
 * the agent workers, of one that waits from its acceptance. Blocks.
 */
@Repository
class TurnReports {
  private final JdbcClient database;
  private final StoredTurns stored;

  TurnReports(JdbcClient database, StoredTurns stored) {
    this.database = database;
    this.stored = stored;
  }

  TurnReport of(KnownTurn turn) {
    return stored
        .find(turn.id())
        .map(EndedReport::of)
        .or(() -> overview(turn).stream().findFirst())
        .orElseGet(() -> waiting(turn));
  }

  private List<TurnReport> overview(KnownTurn turn) {
    return ForeignViews.rows(
        () ->
            database
                .sql(
                    """
                    select status, attempt, model, simulated, answer, finish_reason, error_code,
                      error_message, started_at, finished_at
                    from agent.turn_overview where turn_id = ?
                    """)
                .param(turn.id())
                .query((row, _) -> begun(turn, row))
                .list());
  }

  private TurnReport begun(KnownTurn turn, ResultSet row) throws SQLException {
    boolean ended = TurnStatus.of(row.getString("status")).isEnd();
    String code = row.getString("error_code");
    return new TurnReport(
        turn.id(),
        turn.sessionId(),
        row.getString("status"),
        row.getInt("attempt"),
        null,
        null,
        row.getString("model"),
        row.getObject("simulated", Boolean.class),
        ended ? row.getString("answer") : null,
        row.getString("finish_reason"),
        code == null ? null : new Failure(code, String.valueOf(row.getString("error_message"))),
        steps(turn.id()),
        null,
        null,
        null,
        new TurnReport.Timings(
            turn.acceptedAt(),
            instant(row.getTimestamp("started_at")),
            null,
            instant(row.getTimestamp("finished_at"))),
        null,
        TurnLinks.of(turn.id()));
  }

  private List<TurnReport.Step> steps(UUID turn) {
    return database
        .sql(
            """
            select index, kind, name, attempt, failed, started_at, finished_at
            from agent.turn_steps where turn_id = ? order by index
            """)
        .param(turn)
        .query(
            (row, _) ->
                new TurnReport.Step(
                    row.getInt("index"),
                    row.getString("kind"),
                    row.getString("name"),
                    row.getInt("attempt"),
                    row.getBoolean("failed"),
                    row.getTimestamp("started_at").toInstant(),
                    row.getTimestamp("finished_at").toInstant(),
                    null))
        .list();
  }

  private static TurnReport waiting(KnownTurn turn) {
    return new TurnReport(
        turn.id(),
        turn.sessionId(),
        turn.status().onTheWire(),
        0,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        new TurnReport.Timings(turn.acceptedAt(), null, null, turn.endedAt()),
        null,
        TurnLinks.of(turn.id()));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}

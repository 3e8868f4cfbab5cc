package dev.turnpike.ingress.turns;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.ingress.views.ForeignViews;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds turns by their id, on any node: in the view of the agent workers once one has begun, before
 * that among those accepted. What is not the caller's is not found. Blocks.
 *
 * <p>Accepted turns are written a little behind, so a turn whose id was made just now is looked for
 * more than once.
 */
@Component
public class TurnDirectory {
  /**
   * A turn is noted behind the answer that accepted it, so its row may be late: by the length of an
   * outage of the database, and what it takes to be over it.
   */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(40);
  private static final int LOOKS = 8;

  private final JdbcClient database;
  private final AcceptedTurnTable accepted;
  private final Clock clock;

  TurnDirectory(JdbcClient database, AcceptedTurnTable accepted, Clock clock) {
    this.database = database;
    this.accepted = accepted;
    this.clock = clock;
  }

  /**
   * @throws Problem 404 for what is no id of a turn, as for one that is not there
   */
  public static UUID idOf(String text) {
    return TurnIds.parse(text).orElseThrow(TurnDirectory::notFound);
  }

  /**
   * @throws Problem 404 for what is no id, unknown or somebody else's, all the same; 503 for an
   *     unknown id that was made so lately that its turn may not be noted yet
   */
  public KnownTurn require(Caller caller, String id) throws InterruptedException {
    UUID turn = idOf(id);
    Optional<KnownTurn> known = find(turn);
    for (int look = 1; known.isEmpty() && look < LOOKS && isWithin(FRESH, turn); look++) {
      Thread.sleep(PAUSE);
      known = find(turn);
    }
    if (known.isEmpty() && isWithin(YOUNG, turn)) {
      throw Problem.unavailable("turn_not_noted", "A turn of this id is not noted yet: try again.")
          .withRetryAfter(Duration.ofSeconds(1));
    }
    return known.filter(found -> found.isFor(caller)).orElseThrow(TurnDirectory::notFound);
  }

  private Optional<KnownTurn> find(UUID turn) {
    return begun(turn).or(() -> accepted.find(turn));
  }

  private Optional<KnownTurn> begun(UUID turn) {
    return ForeignViews.rows(
            () ->
                database
                    .sql(
                        """
                        select session_id, user_id, status, mailbox, accepted_at,
                               coalesce(started_at, accepted_at) as since, finished_at
                        from agent.turn_overview where turn_id = ?
                        """)
                    .param(turn)
                    .query((row, _) -> known(turn, row))
                    .list())
        .stream()
        .findFirst();
  }

  private static KnownTurn known(UUID turn, ResultSet row) throws SQLException {
    Timestamp endedAt = row.getTimestamp("finished_at");
    return new KnownTurn(
        turn,
        row.getString("session_id"),
        row.getString("user_id"),
        TurnStatus.of(row.getString("status")),
        row.getObject("mailbox", Integer.class),
        row.getTimestamp("accepted_at").toInstant(),
        row.getTimestamp("since").toInstant(),
        endedAt == null ? null : endedAt.toInstant());
  }

  private boolean isWithin(Duration age, UUID turn) {
    Instant now = clock.instant();
    return TurnIds.timeOf(turn)
        .filter(time -> Duration.between(time, now).abs().compareTo(age) < 0)
        .isPresent();
  }

  private static Problem notFound() {
    return Problem.notFound("turn_id", "There is no such turn.");
  }
}

package dev.turnpike.ingress.turns;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.ingress.views.ForeignViews;
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
class TurnDirectory {
  private static final Duration YOUNG = Duration.ofSeconds(10);
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
   * @throws Problem 404 for what is no id, unknown or somebody else's, all the same
   */
  KnownTurn require(Caller caller, String id) throws InterruptedException {
    UUID turn = TurnIds.parse(id).orElseThrow(TurnDirectory::notFound);
    Optional<KnownTurn> known = find(turn);
    for (int look = 1; known.isEmpty() && look < LOOKS && isYoung(turn); look++) {
      Thread.sleep(PAUSE);
      known = find(turn);
    }
    return known.filter(found -> found.isFor(caller)).orElseThrow(TurnDirectory::notFound);
  }

  private Optional<KnownTurn> find(UUID turn) {
    return ForeignViews.rows(
            () ->
                database
                    .sql(
                        """
                        select session_id, user_id, status from agent.turn_overview
                        where turn_id = ?
                        """)
                    .param(turn)
                    .query(
                        (row, _) ->
                            new KnownTurn(
                                turn,
                                row.getString(1),
                                row.getString(2),
                                TurnStatus.of(row.getString(3))))
                    .list())
        .stream()
        .findFirst()
        .or(() -> accepted.find(turn));
  }

  private boolean isYoung(UUID turn) {
    Instant now = clock.instant();
    return TurnIds.timeOf(turn)
        .filter(time -> Duration.between(time, now).abs().compareTo(YOUNG) < 0)
        .isPresent();
  }

  private static Problem notFound() {
    return Problem.notFound("turn_id", "There is no such turn.");
  }
}

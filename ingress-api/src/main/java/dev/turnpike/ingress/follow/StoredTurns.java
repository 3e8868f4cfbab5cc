package dev.turnpike.ingress.follow;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.ingress.views.ForeignViews;
import dev.turnpike.schemas.EventSerde;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads ended turns, whole, from the view that the agent workers publish. Blocks. */
public final class StoredTurns {
  private final JdbcClient database;
  private final EventSerde<CompletedTurn> serde;

  StoredTurns(JdbcClient database, EventSerde<CompletedTurn> serde) {
    this.database = database;
    this.serde = serde;
  }

  /** Empty for turns that have not ended. */
  public Optional<CompletedTurn> find(UUID turn) {
    return ForeignViews.rows(
            () ->
                database
                    .sql("select completed_turn from agent.ended_turns where turn_id = ?")
                    .param(turn)
                    .query((row, _) -> row.getBytes(1))
                    .list())
        .stream()
        .findFirst()
        .map(serde::deserialize);
  }
}

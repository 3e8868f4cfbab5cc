package dev.turnpike.agent.turns;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.platform.forget.Eraser;
import dev.turnpike.schemas.EventSerde;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Erases a user's turns: messages and steps go, what is left of each turn is its {@link BlankTurn}.
 * Its row stays, so that a command that comes again does not run it again.
 */
final class UserEraser implements Eraser {

  private static final int PAGE = 200;

  private final DataSource database;
  private final EventSerde<CompletedTurn> serde;

  UserEraser(DataSource database, EventSerde<CompletedTurn> serde) {
    this.database = database;
    this.serde = serde;
  }

  @Override
  public void erase(String userId, Instant until) throws SQLException {
    var last = until.atOffset(ZoneOffset.UTC);
    try (var connection = database.getConnection()) {
      call(connection, "select forget_user(?, ?)", userId, last);
      var page = page(connection, userId, last);
      while (!page.isEmpty()) {
        blank(connection, page);
        page = page(connection, userId, last);
      }
      call(connection, "select note_erased(?, ?)", userId, last);
    }
  }

  private static Map<UUID, byte[]> page(Connection connection, String userId, OffsetDateTime last)
      throws SQLException {
    var turns = new HashMap<UUID, byte[]>();
    try (var statement =
        connection.prepareStatement(
            "select turn_id, completed_turn from turns"
                + " where user_id = ? and accepted_at <= ?"
                + " and completed_turn is not null and not blank limit ?")) {
      statement.setString(1, userId);
      statement.setObject(2, last);
      statement.setInt(3, PAGE);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          turns.put(rows.getObject(1, UUID.class), rows.getBytes(2));
        }
      }
    }
    return turns;
  }

  private void blank(Connection connection, Map<UUID, byte[]> turns) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "update turns set completed_turn = ?, blank = true where turn_id = ?")) {
      for (var turn : turns.entrySet()) {
        var blank = BlankTurn.of(serde.deserialize(turn.getValue()));
        statement.setBytes(1, serde.serialize(blank));
        statement.setObject(2, turn.getKey());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void call(Connection connection, String sql, String userId, OffsetDateTime last)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, userId);
      statement.setObject(2, last);
      statement.execute();
    }
  }
}

package dev.turnpike.agent.turns;

import dev.turnpike.agent.turns.RunningTurns.Position;
import dev.turnpike.agent.turns.StopSignal.Stop;
import dev.turnpike.events.TurnCommand;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/** What commands other than StartTurn write to Postgres; the statements stand in db/agent. */
final class SessionStore {

  private final DataSource database;

  SessionStore(DataSource database) {
    this.database = database;
  }

  /**
   * Notes that a turn is cancelled, whether it has been claimed already or not. One that has ended
   * stays as it is, but can still be forgotten. A turn of another session or user is left alone.
   */
  void cancel(TurnCommand command, String reason, boolean forget) throws SQLException {
    run(
        "select cancel_turn(?, ?, ?, ?, ?, ?)",
        statement -> {
          identify(statement, command);
          statement.setString(5, reason);
          statement.setBoolean(6, forget);
        });
  }

  /**
   * Notes that the session's turns that stand before a position and have not ended are cancelled.
   */
  void interrupt(TurnCommand command, Position before, Stop.Cancelled cancelled)
      throws SQLException {
    run(
        "select interrupt_session(?, ?, ?, ?, ?, ?)",
        statement -> {
          statement.setString(1, command.getSessionId());
          statement.setInt(2, before.partition());
          statement.setLong(3, before.offset());
          statement.setObject(4, command.getAcceptedAt().atOffset(ZoneOffset.UTC));
          statement.setString(5, cancelled.reason());
          statement.setBoolean(6, cancelled.forget());
        });
  }

  /**
   * Notes that a turn ends with the error {@code code} when the session is busy and the turn has
   * not begun.
   *
   * @param unfinished offsets of the session's earlier commands that this worker has not finished
   * @return whether it is refused, now or before
   */
  boolean refuseIfBusy(TurnCommand command, int partition, List<Long> unfinished, String code)
      throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement("select refuse_if_busy(?, ?, ?, ?, ?, ?, ?)")) {
      identify(statement, command);
      statement.setInt(5, partition);
      statement.setArray(6, connection.createArrayOf("int8", unfinished.toArray()));
      statement.setString(7, code);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** Forgets the messages of the session's turns that stand before a position. */
  void clearHistory(String sessionId, Position before) throws SQLException {
    run(
        "select clear_history(?, ?, ?)",
        statement -> {
          statement.setString(1, sessionId);
          statement.setInt(2, before.partition());
          statement.setLong(3, before.offset());
        });
  }

  private void run(String sql, Parameters parameters) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      parameters.set(statement);
      statement.execute();
    }
  }

  private static void identify(PreparedStatement statement, TurnCommand command)
      throws SQLException {
    statement.setObject(1, command.getTurnId());
    statement.setString(2, command.getSessionId());
    statement.setString(3, command.getUserId());
    statement.setObject(4, command.getAcceptedAt().atOffset(ZoneOffset.UTC));
  }

  /** Fills a statement's parameters. */
  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }
}

package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.cluster.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What the database holds.
 *
 * @param turns all turns that were claimed
 * @param taught the turn of each change of the memory: a turn that taught two facts is there twice
 * @param said all messages
 * @param sessions that there are
 */
record Tables(
    List<StoredTurn> turns,
    List<UUID> taught,
    List<Score> scores,
    List<Said> said,
    Set<String> sessions) {

  Tables {
    turns = List.copyOf(turns);
    taught = List.copyOf(taught);
    scores = List.copyOf(scores);
    said = List.copyOf(said);
    sessions = Set.copyOf(sessions);
  }

  /**
   * A message that is kept.
   *
   * @param shown whether it belongs to the history: the place of others was taken
   */
  record Said(String session, UUID turn, boolean shown) {}

  /** Makes something of a row. */
  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  static Tables read(Database database) throws SQLException {
    try (Connection connection = database.connect()) {
      return new Tables(
          select(
              connection,
              "select turn_id, status, attempt, answer from agent.turn_overview",
              row ->
                  new StoredTurn(
                      row.getObject(1, UUID.class),
                      row.getString(2),
                      row.getInt(3),
                      row.getString(4))),
          select(
              connection,
              "select turn_id from memory.changes",
              row -> row.getObject(1, UUID.class)),
          select(
              connection,
              "select turn_id, rubric, rubric_version, judge_model, score from judge.turn_scores",
              row ->
                  new Score(
                      row.getObject(1, UUID.class),
                      row.getString(2),
                      row.getString(3),
                      row.getString(4),
                      row.getDouble(5))),
          select(
              connection,
              "select session_id, turn_id, superseded_by is null from agent.messages",
              row -> new Said(row.getString(1), row.getObject(2, UUID.class), row.getBoolean(3))),
          Set.copyOf(
              select(connection, "select id from ingress.sessions", row -> row.getString(1))));
    }
  }

  private static <T> List<T> select(Connection connection, String query, Row<T> each)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(each.of(rows));
      }
    }
    return found;
  }
}

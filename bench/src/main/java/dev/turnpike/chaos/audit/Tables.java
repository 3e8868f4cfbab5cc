package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.cluster.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What the database holds.
 *
 * @param turns all turns that were claimed
 * @param taught the turn of each change of the memory: a turn that taught two facts is there twice
 */
record Tables(List<StoredTurn> turns, List<UUID> taught, List<Score> scores) {

  Tables {
    turns = List.copyOf(turns);
    taught = List.copyOf(taught);
    scores = List.copyOf(scores);
  }

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
                      row.getDouble(5))));
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

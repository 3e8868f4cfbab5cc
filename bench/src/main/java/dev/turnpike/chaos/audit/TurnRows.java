package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.cluster.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the database holds about one turn: a line for each row, without its texts. */
final class TurnRows {
  private static final int LONGEST = 40;
  private static final List<String> RELATIONS =
      List.of(
          "agent.turns",
          "agent.steps",
          "ingress.accepted_turns",
          "memory.learned_turns",
          "memory.changes",
          "judge.scores");

  private TurnRows() {}

  static List<String> of(Database database, UUID turn) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = database.connect()) {
      for (String relation : RELATIONS) {
        try (PreparedStatement statement =
            connection.prepareStatement("select * from " + relation + " where turn_id = ?")) {
          statement.setObject(1, turn);
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              lines.add(relation + ": " + line(rows));
            }
          }
        }
      }
    }
    return lines;
  }

  private static String line(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    List<String> values = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      values.add(columns.getColumnLabel(i) + "=" + value(row.getObject(i)));
    }
    return String.join(", ", values);
  }

  static String value(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return bytes.length + " bytes";
    }
    String text = String.valueOf(value);
    return text.length() > LONGEST ? text.length() + " chars" : text;
  }
}

package dev.turnpike.operations.recovery;

import dev.turnpike.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a database holds of what a recovery is to bring back. */
record Rows(
    List<String> turns,
    List<String> messages,
    List<String> steps,
    List<String> sessions,
    List<String> scores) {

  /** Ended turns; not which worker had them, nor to the millisecond when the row was written. */
  private static final String TURNS =
      """
      select to_jsonb(t) - 'worker_id' - 'finished_at' - 'strikes' - 'cancel_reason' - 'forget'
      from agent.turns t where status in ('completed', 'failed', 'cancelled') order by turn_id
      """;

  private static final String MESSAGES =
      """
      select to_jsonb(m) - 'position' - 'created_at'
      from agent.messages m join agent.turns t using (turn_id)
      where t.status in ('completed', 'failed', 'cancelled') order by m.session_id, m.position
      """;

  private static final String STEPS =
      """
      select to_jsonb(s) from agent.steps s join agent.turns t using (turn_id)
      where t.status in ('completed', 'failed', 'cancelled') order by turn_id, index
      """;

  private static final String SESSIONS =
      "select jsonb_build_array(id, user_id, agent) from ingress.sessions order by id";

  private static final String SCORES =
      """
      select to_jsonb(s) from judge.scores s
      order by turn_id, rubric, rubric_version, judge_model
      """;

  static Rows of(TestDatabase database) throws SQLException {
    return new Rows(
        ask(database, TURNS),
        ask(database, MESSAGES),
        ask(database, STEPS),
        ask(database, SESSIONS),
        ask(database, SCORES));
  }

  static List<String> ask(TestDatabase database, String sql) throws SQLException {
    var rows = new ArrayList<String>();
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      while (found.next()) {
        rows.add(String.valueOf(found.getString(1)));
      }
    }
    return rows;
  }
}

package dev.turnpike.bench.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Sessions that others have had: copies of all that the database has of one real session, made by
 * statements, since having them would take the whole run.
 */
final class Fill {
  private static final String NAMES =
      """
      create table if not exists public.bench_copies (number int primary key, id text not null)
      """;
  private static final String MORE =
      """
      insert into public.bench_copies (number, id)
      select n, gen_random_uuid()::text from generate_series(?, ?) n
      """;
  private static final String SESSIONS =
      """
      insert into ingress.sessions (id, user_id, name, created_at, agent)
      select c.id, s.user_id, s.name, s.created_at, s.agent
      from public.bench_copies c, ingress.sessions s
      where s.id = ? and c.number between ? and ?
      """;
  private static final String TURNS =
      """
      insert into agent.turns
      select (jsonb_populate_record(t, jsonb_build_object(
        'turn_id', md5(t.turn_id || c.id)::uuid, 'session_id', c.id))).*
      from public.bench_copies c, agent.turns t
      where t.session_id = ? and c.number between ? and ?
      """;
  private static final String MESSAGES =
      """
      insert into agent.messages (session_id, turn_id, ordinal, role, content, created_at)
      select c.id, md5(m.turn_id || c.id)::uuid, m.ordinal, m.role, m.content, m.created_at
      from public.bench_copies c, agent.messages m
      where m.session_id = ? and c.number between ? and ?
      """;

  private final DataSource database;
  private int copies;

  Fill(DataSource database) {
    this.database = database;
  }

  /** The user who has registered with that address. */
  String user(String email) throws SQLException {
    return text("select id from ingress.users where email = lower(?)", email);
  }

  /** The newest session of that user. */
  String session(String user) throws SQLException {
    return text(
        "select id from ingress.sessions where user_id = ? order by created_at desc limit 1", user);
  }

  /** Makes copies of that session until there are so many. */
  void upTo(int total, String session) throws SQLException {
    int first = copies + 1;
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(NAMES);
      try (PreparedStatement more = connection.prepareStatement(MORE)) {
        more.setInt(1, first);
        more.setInt(2, total);
        int _ = more.executeUpdate();
      }
      for (String each : new String[] {SESSIONS, TURNS, MESSAGES}) {
        try (PreparedStatement copy = connection.prepareStatement(each)) {
          copy.setString(1, session);
          copy.setInt(2, first);
          copy.setInt(3, total);
          int _ = copy.executeUpdate();
        }
      }
      // As autovacuum would after a while.
      statement.execute("vacuum analyze ingress.sessions, agent.turns, agent.messages");
    }
    copies = total;
  }

  private String text(String sql, String parameter) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, parameter);
      try (var rows = query.executeQuery()) {
        if (!rows.next()) {
          throw new IllegalStateException(
              "Nothing of '%s' is in the database".formatted(parameter));
        }
        return rows.getString(1);
      }
    }
  }
}

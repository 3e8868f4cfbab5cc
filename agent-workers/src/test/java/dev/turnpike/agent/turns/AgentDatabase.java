package dev.turnpike.agent.turns;

import dev.turnpike.testing.TestPlatform;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A migrated database, and workers in it that live or have died. */
final class AgentDatabase {

  private final DataSource source;

  private AgentDatabase(DataSource source) {
    this.source = source;
  }

  static AgentDatabase create() {
    var created = TestPlatform.shared().newDatabase();
    var source = new PGSimpleDataSource();
    source.setUrl(created.jdbcUrl());
    source.setUser(created.user());
    source.setPassword(created.password());
    source.setCurrentSchema("agent");
    Flyway.configure()
        .dataSource(source)
        .schemas("agent")
        .locations("classpath:db/agent")
        .load()
        .migrate();
    return new AgentDatabase(source);
  }

  DataSource source() {
    return source;
  }

  void alive(UUID worker) throws SQLException {
    beat(worker, "now()");
  }

  void dead(UUID worker) throws SQLException {
    beat(worker, "now() - interval '6 seconds'");
  }

  private void beat(UUID worker, String at) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          "insert into workers (worker_id, host, heartbeat_at) values ('%s', 'test', %s)"
                  .formatted(worker, at)
              + " on conflict (worker_id) do update set heartbeat_at = excluded.heartbeat_at");
    }
  }
}

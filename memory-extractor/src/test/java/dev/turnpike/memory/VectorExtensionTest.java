package dev.turnpike.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.platform.StartRefused;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VectorExtensionTest {

  private final TestDatabase database = TestPlatform.shared().newDatabase();

  @BeforeEach
  void dropExtension() throws SQLException {
    execute("drop extension if exists vector");
  }

  @Test
  void itIsAddedOnceAndLeftAlone() throws SQLException {
    migrate(database.user(), database.password());
    migrate(database.user(), database.password());

    assertThat(flyway(database.user(), database.password()).info().applied()).isNotEmpty();
  }

  @Test
  void whoMayNotAddItIsToldWhatToDo() throws SQLException {
    var role = "plain_" + System.nanoTime();
    execute("create role %s login password 'plain'".formatted(role));

    assertThatThrownBy(() -> migrate(role, "plain"))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith("The database of DATABASE_URL has no pgvector")
        .hasMessageContaining("create extension vector");
  }

  private void migrate(String user, String password) throws SQLException {
    var flyway = flyway(user, password);
    try (var connection = flyway.getConfiguration().getDataSource().getConnection()) {
      new VectorExtension().prepare(connection);
    }
    flyway.migrate();
  }

  private Flyway flyway(String user, String password) {
    return Flyway.configure()
        .dataSource(database.jdbcUrl(), user, password)
        .schemas("memory")
        .locations("classpath:db/memory")
        .load();
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

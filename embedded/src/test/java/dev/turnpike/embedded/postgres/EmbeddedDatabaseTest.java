package dev.turnpike.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.embedded.EmbeddedStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

  static Path pgvector = Path.of("");

  @TempDir Path folder;

  @BeforeAll
  static void preparePgvector() {
    pgvector = PgvectorFiles.prepared(System.out::println);
  }

  @Test
  void durableDataIsThereAfterARestartOnTheSamePort() throws Exception {
    int port;
    try (EmbeddedDatabase database = start(0)) {
      port = database.port();
      execute(database, "CREATE TABLE kept AS SELECT 42 AS n");
      assertThat(query(database, "SHOW fsync")).isEqualTo("on");
      assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
    }
    try (EmbeddedDatabase database = start(port)) {
      assertThat(query(database, "SELECT n FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void everyDatabaseHasPgvector() throws Exception {
    try (EmbeddedDatabase database = start(0)) {
      execute(
          database, "CREATE TABLE m (v vector(3)); INSERT INTO m VALUES ('[1,2,3]'), ('[9,9,9]')");
      assertThat(query(database, "SELECT v FROM m ORDER BY v <=> '[9,9,8]' LIMIT 1"))
          .isEqualTo("[9,9,9]");
      database.createDatabase("second");
      try (Connection second = connect(database, database.jdbcUrl("second"));
          Statement statement = second.createStatement();
          ResultSet row = statement.executeQuery("SELECT '[1,0]'::vector <-> '[0,0]'")) {
        row.next();
        assertThat(row.getDouble(1)).isEqualTo(1.0);
      }
    }
  }

  @Test
  void secondStartOnTheSameFolderSaysWhoHoldsIt() {
    try (EmbeddedDatabase _ = start(0)) {
      assertThatThrownBy(() -> start(0))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining("is in use by process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void ephemeralDataIsGoneAfterwards() throws Exception {
    Path data = folder.resolve("ephemeral");
    try (EmbeddedDatabase database =
        EmbeddedDatabase.start(DatabaseOptions.ephemeral(data, pgvector))) {
      assertThat(query(database, "SHOW fsync")).isEqualTo("off");
      assertThat(data).exists();
    }
    assertThat(data).doesNotExist();
  }

  @Test
  void aServerThatRefusesToStartSaysWhy() throws Exception {
    start(0).close();
    Path settings = folder.resolve("database/data/postgresql.conf");
    Files.writeString(settings, "no_such_setting = 1\n");
    assertThatThrownBy(() -> start(0))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageContaining("no_such_setting");
  }

  @Test
  void otherUsersOfTheMachineNeedThePassword() {
    try (EmbeddedDatabase database = start(0)) {
      assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), "turnpike", "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
    }
  }

  private EmbeddedDatabase start(int port) {
    return EmbeddedDatabase.start(
        DatabaseOptions.durable(folder.resolve("database"), port, pgvector));
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database, database.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database, database.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static Connection connect(EmbeddedDatabase database, String url) throws SQLException {
    return DriverManager.getConnection(url, database.user(), database.password());
  }
}

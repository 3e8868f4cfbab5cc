package dev.turnpike.testing;

import dev.turnpike.embedded.postgres.DatabaseOptions;
import dev.turnpike.embedded.postgres.EmbeddedDatabase;
import dev.turnpike.embedded.postgres.PgvectorFiles;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** Writes a row to a database that its own JVM started, says so, and waits to be killed. */
final class KilledDatabase {

  private KilledDatabase() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedDatabase database =
        EmbeddedDatabase.start(
            new DatabaseOptions(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                PgvectorFiles.prepared(System.out::println),
                arguments[2].equals("durable"),
                false));
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept AS SELECT 42 AS n");
    }
    System.out.println("written");
    Thread.currentThread().join();
  }
}

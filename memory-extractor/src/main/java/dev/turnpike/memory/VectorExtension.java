package dev.turnpike.memory;

import dev.turnpike.platform.BeforeMigrations;
import dev.turnpike.platform.StartRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Sees to it that the database has pgvector before the memory's tables are made. */
public final class VectorExtension implements BeforeMigrations {

  private static final String IS_THERE = "select 1 from pg_extension where extname = 'vector'";
  private static final String CREATE = "create extension if not exists vector with schema public";

  @Override
  public void prepare(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      ensure(statement);
    } catch (SQLException e) {
      throw new StartRefused(
          "The database of DATABASE_URL has no pgvector, and it could not be added (%s): install pgvector on the server and run \"create extension vector\" in that database as an administrator."
              .formatted(e.getMessage()),
          e);
    }
  }

  private static void ensure(Statement statement) throws SQLException {
    if (isThere(statement)) {
      return;
    }
    try {
      statement.execute(CREATE);
    } catch (SQLException e) {
      if (!isThere(statement)) { // somebody else may just have added it
        throw e;
      }
    }
  }

  private static boolean isThere(Statement statement) throws SQLException {
    try (var found = statement.executeQuery(IS_THERE)) {
      return found.next();
    }
  }
}

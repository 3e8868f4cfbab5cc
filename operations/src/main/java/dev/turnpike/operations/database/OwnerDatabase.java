package dev.turnpike.operations.database;

import dev.turnpike.memory.VectorExtension;
import dev.turnpike.platform.BeforeMigrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.flywaydb.core.Flyway;

/**
 * The database, by the role that owns the tables or may create them.
 *
 * @param url JDBC's
 * @param user may be empty when the URL or the server's rules need none
 * @param password may be empty likewise
 */
public record OwnerDatabase(String url, String user, String password) {

  /** Each is a schema of tables, of a service that brings its migrations along. */
  static final List<String> OWNERS = List.of("ingress", "agent", "memory", "judge");

  /** Held while tables or rights are changed, so that two who do it wait for each other. */
  private static final String LOCK =
      "select pg_advisory_lock(hashtextextended('turnpike/provision', 0))";

  private static final String LOGIN_SECONDS = "5";

  /** Something that is done with a connection. */
  @FunctionalInterface
  interface Work {
    void with(Connection connection) throws SQLException;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "OwnerDatabase[user=%s]".formatted(user);
  }

  Flyway flyway(String owner) {
    return Flyway.configure()
        .dataSource(url, user.isEmpty() ? null : user, password.isEmpty() ? null : password)
        .schemas(owner)
        .defaultSchema(owner)
        .locations("classpath:db/" + owner)
        .load();
  }

  /** What must be there before an owner's tables can be made. */
  static List<BeforeMigrations> before(String owner) {
    return owner.equals("memory") ? List.of(new VectorExtension()) : List.of();
  }

  Connection connect() {
    Properties properties = new Properties();
    properties.setProperty("loginTimeout", LOGIN_SECONDS);
    properties.setProperty("ApplicationName", "turnpike-provision");
    if (!user.isEmpty()) {
      properties.setProperty("user", user);
    }
    if (!password.isEmpty()) {
      properties.setProperty("password", password);
    }
    try {
      return DriverManager.getConnection(url, properties);
    } catch (SQLException e) {
      throw new DatabaseRefusal("The database of DATABASE_URL can't be opened", e);
    }
  }

  /** While nobody else provisions. */
  void alone(Work work) {
    try (Connection connection = connect()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(LOCK);
      }
      work.with(connection);
    } catch (SQLException e) {
      throw new DatabaseRefusal("The database of DATABASE_URL refuses", e);
    }
  }

  /** The answer, in one row and column, to a question with parameters. */
  static boolean ask(Connection connection, String question, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      for (int each = 0; each < parameters.length; each++) {
        statement.setString(each + 1, parameters[each]);
      }
      try (var rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }
}

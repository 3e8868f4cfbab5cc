package dev.turnpike.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database over a connection of its own: a pool whose connections are all in use is busy,
 * not down.
 */
final class DatabaseProbe implements Watch.Probe {
  private final DatabaseProperties properties;
  private final int timeoutSeconds;
  private @Nullable Connection connection;

  DatabaseProbe(DatabaseProperties properties, Duration timeout) {
    this.properties = properties;
    this.timeoutSeconds = Math.max(1, Math.toIntExact(timeout.toSeconds()));
  }

  @Override
  public void probe() throws SQLException {
    Connection open = connection;
    if (open != null && !open.isValid(timeoutSeconds)) {
      close();
      open = null;
    }
    if (open == null) {
      connection = connect(properties, timeoutSeconds);
    }
  }

  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        // It was broken already; there is nothing left to release.
      }
    }
  }

  static Connection connect(DatabaseProperties properties, int timeoutSeconds) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("connectTimeout", Integer.toString(timeoutSeconds));
    settings.setProperty("socketTimeout", Integer.toString(timeoutSeconds));
    settings.setProperty("loginTimeout", Integer.toString(timeoutSeconds));
    if (!properties.user().isEmpty()) {
      settings.setProperty("user", properties.user());
    }
    if (!properties.password().isEmpty()) {
      settings.setProperty("password", properties.password());
    }
    return DriverManager.getConnection(properties.url(), settings);
  }
}

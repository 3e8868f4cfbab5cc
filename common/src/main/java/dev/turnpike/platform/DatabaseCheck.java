package dev.turnpike.platform;

import java.sql.Connection;
import java.sql.SQLException;

/** Refuses the start when the database can't be opened. */
record DatabaseCheck(DatabaseProperties properties) implements StartupCheck {
  private static final int TIMEOUT_SECONDS = 2;

  @Override
  public void run(Patience patience) throws Exception {
    try {
      patience.keepTrying(this::connect);
    } catch (SQLException e) {
      throw new StartRefused(DatabaseTrouble.of(properties, e), e);
    }
  }

  private void connect() throws SQLException {
    try (Connection connection = DatabaseProbe.connect(properties, TIMEOUT_SECONDS)) {
      connection.isValid(TIMEOUT_SECONDS);
    } catch (SQLException e) {
      if (!DatabaseTrouble.isPassing(e)) {
        throw new StartRefused(DatabaseTrouble.of(properties, e), e);
      }
      throw e;
    }
  }
}

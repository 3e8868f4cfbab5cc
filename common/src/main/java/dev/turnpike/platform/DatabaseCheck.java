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
      throw refused(e);
    }
  }

  private void connect() throws SQLException {
    try (Connection connection = DatabaseProbe.connect(properties, TIMEOUT_SECONDS)) {
      connection.isValid(TIMEOUT_SECONDS);
    } catch (SQLException e) {
      if (!isPassing(e)) {
        throw refused(e);
      }
      throw e;
    }
  }

  /** 08… no connection, 57P03 the server is starting up, 53300 no connection slot left. */
  private static boolean isPassing(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("08") || state.equals("57P03") || state.equals("53300");
  }

  private StartRefused refused(SQLException e) {
    String url = Redaction.redact(properties.url());
    String sentence =
        switch (String.valueOf(e.getSQLState())) {
          case "28P01", "28000" ->
              "%s is \"%s\", but the server refuses the user \"%s\": check DATABASE_USER and DATABASE_PASSWORD."
                  .formatted(DatabaseProperties.VARIABLE, url, properties.user());
          case "3D000" ->
              "%s is \"%s\", but the server has no such database: create it or correct the name."
                  .formatted(DatabaseProperties.VARIABLE, url);
          default ->
              "%s is \"%s\", but the database can't be reached (%s): start PostgreSQL or correct the address."
                  .formatted(DatabaseProperties.VARIABLE, url, Reasons.of(e));
        };
    return new StartRefused(sentence, e);
  }
}

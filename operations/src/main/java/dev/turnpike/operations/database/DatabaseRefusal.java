package dev.turnpike.operations.database;

import java.sql.SQLException;

/** What the database said no to, as a sentence. */
public final class DatabaseRefusal extends RuntimeException {

  DatabaseRefusal(String what, SQLException cause) {
    super("%s: %s.".formatted(what, firstLine(cause)), cause);
  }

  DatabaseRefusal(String sentence, RuntimeException cause) {
    super(sentence, cause);
  }

  private static String firstLine(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("jdbc:")) { // which may hold a password
      return "DATABASE_URL is no address that PostgreSQL's driver understands";
    }
    return message.lines().findFirst().orElse("").replaceAll("\\.$", "");
  }
}

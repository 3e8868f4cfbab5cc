package dev.turnpike.platform;

import java.sql.Connection;
import java.sql.SQLException;

/** What an owner of tables needs of the database before they can be made. */
@FunctionalInterface
public interface BeforeMigrations {

  /**
   * Sees to it, or does nothing if it is there.
   *
   * @throws StartRefused with a sentence that says what to do, if it is not to be had
   */
  void prepare(Connection connection) throws SQLException;
}

package dev.turnpike.memory.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps other rebuilds away for as long as its connection lives, whatever becomes of this process.
 *
 * <p>What is exchanged is exchanged on the same connection: who has lost the lock can't do it.
 */
final class RebuildLock implements AutoCloseable {

  private static final String KEY = "hashtextextended('memory/rebuild', 0)";

  private final Connection connection;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  private RebuildLock(Connection connection) {
    this.connection = connection;
    var single = new SingleConnectionDataSource(connection, true);
    this.jdbc = JdbcClient.create(single);
    this.transactions = new TransactionTemplate(new JdbcTransactionManager(single));
  }

  /**
   * @throws RebuildRefusal when another rebuild has it
   */
  static RebuildLock take(DataSource database) {
    try {
      var lock = new RebuildLock(database.getConnection());
      if (!lock.is("select pg_try_advisory_lock(%s)".formatted(KEY))) {
        lock.connection.close();
        throw new RebuildRefusal("Another rebuild is under way: wait for its end.");
      }
      return lock;
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("The database gave no connection", e);
    }
  }

  /**
   * Also keeps the connection from being closed for having nothing to say.
   *
   * @throws RebuildRefusal when the lock is lost: another rebuild may use the shadow tables
   */
  void requireHeld() {
    try {
      var _ = is("select true");
    } catch (DataAccessException e) {
      throw new RebuildRefusal(
          "The rebuild's connection to the database was lost, and nothing was changed: run it again.",
          e);
    }
  }

  void inTransaction(Consumer<JdbcClient> work) {
    transactions.executeWithoutResult(_ -> work.accept(jdbc));
  }

  @Override
  public void close() {
    try {
      if (!connection.isClosed()) {
        var _ = is("select pg_advisory_unlock(%s)".formatted(KEY));
        connection.close();
      }
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("The rebuild's connection did not close", e);
    }
  }

  private boolean is(String sql) {
    return jdbc.sql(sql).query(Boolean.class).single();
  }
}

package dev.turnpike.platform.command;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps others with the same name away for as long as its connection to Postgres lives, whatever
 * becomes of this process.
 */
public final class AdvisoryLock implements AutoCloseable {

  private static final String KEY = "hashtextextended(?, 0)";

  private final String name;
  private final Connection connection;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  private AdvisoryLock(String name, Connection connection) {
    this.name = name;
    this.connection = connection;
    var single = new SingleConnectionDataSource(connection, true);
    this.jdbc = JdbcClient.create(single);
    this.transactions = new TransactionTemplate(new JdbcTransactionManager(single));
  }

  /** Empty when another has it. */
  public static Optional<AdvisoryLock> take(DataSource database, String name) {
    try {
      var lock = new AdvisoryLock(name, database.getConnection());
      if (lock.is("select pg_try_advisory_lock(%s)".formatted(KEY))) {
        return Optional.of(lock);
      }
      lock.connection.close();
      return Optional.empty();
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("The database gave no connection", e);
    }
  }

  /** Also keeps the connection from being closed for having nothing to say. */
  public boolean isHeld() {
    try {
      return is("select ? is not null");
    } catch (DataAccessException e) {
      return false;
    }
  }

  /** On its own connection: who has lost the lock can't do it. */
  public void inTransaction(Consumer<JdbcClient> work) {
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
      throw new DataAccessResourceFailureException("The lock's connection did not close", e);
    }
  }

  private boolean is(String sql) {
    return jdbc.sql(sql).param(name).query(Boolean.class).single();
  }
}

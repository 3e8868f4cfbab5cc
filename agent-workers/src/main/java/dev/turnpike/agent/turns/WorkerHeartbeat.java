package dev.turnpike.agent.turns;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this worker's row in {@code workers} fresh, once a second; turns of a worker whose row is
 * stale or gone can be claimed by others. The database's clock alone is used, so hosts need not
 * agree on the time.
 */
final class WorkerHeartbeat implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(WorkerHeartbeat.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final DataSource database;
  private final UUID workerId;
  private final String host;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("worker-heartbeat").unstarted(this::beat);
  private volatile boolean closed;

  private WorkerHeartbeat(DataSource database, UUID workerId, String host) {
    this.database = database;
    this.workerId = workerId;
    this.host = host;
  }

  /** Writes the first beat before it returns: nothing may be claimed without one. */
  static WorkerHeartbeat start(DataSource database, UUID workerId, String host)
      throws SQLException {
    var heartbeat = new WorkerHeartbeat(database, workerId, host);
    heartbeat.write();
    heartbeat.thread.start();
    return heartbeat;
  }

  /** Takes the row away, so that others may claim at once what is left here. */
  @Override
  public void close() {
    closed = true;
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement("delete from workers where worker_id = ?")) {
      statement.setObject(1, workerId);
      statement.executeUpdate();
    } catch (SQLException e) {
      log.atInfo()
          .addKeyValue("worker", workerId)
          .log("The heartbeat could not be taken back, it will expire");
    }
  }

  private void beat() {
    while (!closed) {
      LockSupport.parkNanos(INTERVAL.toNanos());
      try {
        if (!closed) {
          write();
        }
      } catch (SQLException e) {
        log.atWarn()
            .addKeyValue("worker", workerId)
            .addKeyValue("failure", e.getClass().getSimpleName())
            .log("Heartbeat failed, trying again");
      }
    }
  }

  private void write() throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "insert into workers (worker_id, host) values (?, ?)"
                    + " on conflict (worker_id) do update set heartbeat_at = now()")) {
      statement.setObject(1, workerId);
      statement.setString(2, host);
      statement.executeUpdate();
    }
  }
}

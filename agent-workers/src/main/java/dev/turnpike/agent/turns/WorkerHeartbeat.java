package dev.turnpike.agent.turns;

import dev.turnpike.agent.turns.StopSignal.Stop;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this worker's row in {@code workers} fresh, once a second; turns of a worker whose row is
 * stale or gone can be claimed by others. The database's clock alone is used, so hosts need not
 * agree on the time. Each beat brings back which of the worker's turns are cancelled: for those
 * that it still runs after their partition went to another worker. Now and then it also gives back
 * turns that stand in the database as this worker's although nothing of them runs: a claim whose
 * answer was lost, or one that could not be given back in an outage.
 */
final class WorkerHeartbeat implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(WorkerHeartbeat.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** In beats. */
  private static final int ORPHAN_ROUND = 3;

  private final DataSource database;
  private final Identity identity;
  private final RunningTurns running;
  private final Supplier<String> report;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("worker-heartbeat").unstarted(this::beat);
  private volatile boolean closed;
  private int beats; // of the thread

  private WorkerHeartbeat(
      DataSource database, Identity identity, RunningTurns running, Supplier<String> report) {
    this.database = database;
    this.identity = identity;
    this.running = running;
    this.report = report;
  }

  /**
   * Who beats.
   *
   * @param agents the agents that the worker knows
   */
  record Identity(UUID workerId, String host, Set<String> agents) {}

  /**
   * Writes the first beat before it returns: nothing may be claimed without one.
   *
   * @param report what operators are told of the worker with each beat, as JSON; see {@link
   *     WorkerReport}
   */
  static WorkerHeartbeat start(
      DataSource database, Identity identity, RunningTurns running, Supplier<String> report)
      throws SQLException {
    var heartbeat = new WorkerHeartbeat(database, identity, running, report);
    heartbeat.forgetTheLongDead();
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
      statement.setObject(1, identity.workerId());
      statement.executeUpdate();
    } catch (SQLException e) {
      log.atInfo()
          .addKeyValue("worker", identity.workerId())
          .log("The heartbeat could not be taken back, it will expire");
    }
  }

  private void beat() {
    while (!closed) {
      LockSupport.parkNanos(INTERVAL.toNanos());
      try {
        if (!closed) {
          write();
          if (++beats % ORPHAN_ROUND == 0) {
            giveOrphansBack();
          }
        }
      } catch (SQLException | RuntimeException e) {
        log.atWarn()
            .addKeyValue("worker", identity.workerId())
            .addKeyValue("failure", e.getClass().getSimpleName())
            .log("Heartbeat failed, trying again");
      }
    }
  }

  /** Workers that were killed leave their rows behind. */
  private void forgetTheLongDead() throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "delete from workers where heartbeat_at < now() - interval '1 hour'")) {
      statement.executeUpdate();
    }
  }

  private void write() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement("select * from beat(?, ?, ?, ?::jsonb)")) {
      statement.setObject(1, identity.workerId());
      statement.setString(2, identity.host());
      statement.setArray(3, connection.createArrayOf("text", identity.agents().toArray()));
      statement.setString(4, report.get());
      try (var cancelled = statement.executeQuery()) {
        while (cancelled.next()) {
          running.stop(
              cancelled.getObject("turn_id", UUID.class),
              new Stop.Cancelled(cancelled.getString("reason"), cancelled.getBoolean("forget")));
        }
      }
    }
  }

  /** Invariant: a turn is in {@code running} before it is claimed and until it is given back. */
  private void giveOrphansBack() throws SQLException {
    try (var connection = database.getConnection()) {
      var orphans = new HashMap<UUID, Integer>();
      try (var statement =
          connection.prepareStatement(
              "select turn_id, attempt from turns where worker_id = ? and status = 'running'")) {
        statement.setObject(1, identity.workerId());
        try (var mine = statement.executeQuery()) {
          while (mine.next()) {
            var turnId = mine.getObject("turn_id", UUID.class);
            if (!running.contains(turnId)) {
              orphans.put(turnId, mine.getInt("attempt"));
            }
          }
        }
      }
      for (var orphan : orphans.entrySet()) {
        log.atInfo()
            .addKeyValue("turn", orphan.getKey())
            .log("Giving back a turn that nobody runs");
        giveBack(connection, orphan.getKey(), orphan.getValue());
      }
    }
  }

  private void giveBack(Connection connection, UUID turnId, int attempt) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "update turns set worker_id = null"
                + " where turn_id = ? and attempt = ? and worker_id = ? and status = 'running'")) {
      statement.setObject(1, turnId);
      statement.setInt(2, attempt);
      statement.setObject(3, identity.workerId());
      statement.executeUpdate();
    }
  }
}

package dev.turnpike.ingress.operations;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the other nodes of this one, every two seconds. Nothing depends on it but what operators
 * see: an outage of the database is waited out.
 */
final class NodeHeartbeat implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(NodeHeartbeat.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  /** After the node serves and before it stops to. */
  private static final int PHASE = DEFAULT_PHASE - 1;

  private final UUID id;
  private final String host;
  private final JdbcClient database;
  private final JsonMapper json;
  private final Supplier<Map<String, Object>> report;
  private @Nullable Thread thread; // guarded by this

  NodeHeartbeat(
      UUID id,
      String host,
      JdbcClient database,
      JsonMapper json,
      Supplier<Map<String, Object>> report) {
    this.id = id;
    this.host = host;
    this.database = database;
    this.json = json;
    this.report = report;
  }

  @Override
  public synchronized void start() {
    if (thread == null) {
      thread = Thread.ofVirtual().name("node-heartbeat").start(this::run);
    }
  }

  @Override
  public synchronized void stop() {
    if (thread != null) {
      thread.interrupt();
      try {
        var _ = thread.join(INTERVAL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      thread = null;
      tried(this::leave);
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  private void run() {
    tried(this::forgetTheLongDead);
    try {
      while (!Thread.interrupted()) {
        tried(this::beat);
        Thread.sleep(INTERVAL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tried(Runnable write) {
    try {
      write.run();
    } catch (RuntimeException e) {
      log.atDebug()
          .addKeyValue("failure", e.getClass().getSimpleName())
          .log("The other nodes could not be told of this one");
    }
  }

  private void beat() {
    database
        .sql(
            """
            insert into ingress.nodes (node_id, host, report) values (?, ?, ?::jsonb)
            on conflict (node_id) do update set heartbeat_at = now(), report = excluded.report
            """)
        .params(id, host, json.writeValueAsString(report.get()))
        .update();
  }

  private void leave() {
    database.sql("delete from ingress.nodes where node_id = ?").param(id).update();
  }

  private void forgetTheLongDead() {
    database
        .sql("delete from ingress.nodes where heartbeat_at < now() - interval '1 hour'")
        .update();
  }
}

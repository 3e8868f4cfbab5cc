package dev.turnpike.ingress.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * Writes account events to their table: one thread, one insert for all that came in some 50 ms. It
 * also deletes what is older than the retention.
 *
 * <p>Invariants: taking an event never blocks; what waits is bounded, and what finds no place is
 * counted. An outage of the database is waited out.
 */
final class AuditWriter implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(AuditWriter.class);
  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(10);
  private static final Duration GATHERING = Duration.ofMillis(50);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(2);
  private static final int BATCH = 1_000;
  static final int CAPACITY = 10_000;

  /** Where they go. */
  interface Table {
    void insert(List<AuditRow> rows);

    /** Deletes the oldest rows; returns how many, at most the limit. */
    int deleteBefore(Instant oldest, int limit);
  }

  private final Table table;
  private final Clock clock;
  private final Duration retention;
  private final AuditMetrics metrics;
  private final BlockingQueue<AuditRow> waiting = new ArrayBlockingQueue<>(CAPACITY);
  private Instant nextSweep; // of the writer thread
  private volatile boolean running;
  private @Nullable Thread writer; // guarded by this

  AuditWriter(Table table, Clock clock, Duration retention, AuditMetrics metrics) {
    this.table = table;
    this.clock = clock;
    this.retention = retention;
    this.metrics = metrics;
    this.nextSweep = clock.instant();
  }

  void add(AuditRow row) {
    if (!waiting.offer(row)) {
      metrics.lost(1);
    }
  }

  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      writer = Thread.ofVirtual().name("audit").start(this::run);
    }
  }

  /** Waits a little for what is still to be written. */
  @Override
  public synchronized void stop() {
    running = false;
    if (writer != null) {
      try {
        var _ = writer.join(PATIENCE_AT_STOP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stopped after the web server. */
  @Override
  public int getPhase() {
    return 0;
  }

  private void run() {
    try {
      while (running || !waiting.isEmpty()) {
        AuditRow first = waiting.poll(500, TimeUnit.MILLISECONDS);
        if (first != null) {
          Thread.sleep(GATHERING);
          List<AuditRow> batch = new ArrayList<>(List.of(first));
          waiting.drainTo(batch, BATCH - 1);
          write(batch);
        }
        sweep();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tries again while the node runs, unless the rows are what is wrong. */
  private void write(List<AuditRow> batch) throws InterruptedException {
    for (boolean failed = false; true; ) {
      try {
        table.insert(batch);
        return;
      } catch (RuntimeException e) {
        boolean worthAnother = running && isOutage(e);
        if (!failed || !worthAnother) {
          String outcome = worthAnother ? "not written yet" : "lost";
          log.atWarn()
              .addKeyValue("events", batch.size())
              .setCause(e)
              .log("Account events " + outcome);
        }
        failed = true;
        if (!worthAnother) {
          metrics.lost(batch.size());
          return;
        }
        Thread.sleep(PAUSE_AFTER_FAILURE);
      }
    }
  }

  /** Everything else is likely to come back with the same rows. */
  private static boolean isOutage(RuntimeException failure) {
    return failure instanceof TransactionException
        || (failure instanceof DataAccessException
            && !(failure instanceof DataIntegrityViolationException));
  }

  /** A piece at a time, so that what came in meanwhile does not wait long. */
  private void sweep() {
    Instant now = clock.instant();
    if (now.isBefore(nextSweep)) {
      return;
    }
    try {
      if (table.deleteBefore(now.minus(retention), BATCH) < BATCH) {
        nextSweep = now.plus(SWEEP_INTERVAL);
      }
    } catch (RuntimeException e) {
      nextSweep = now.plus(SWEEP_INTERVAL);
      log.atWarn().addKeyValue("reason", e.getMessage()).log("Old account events not deleted yet");
    }
  }
}

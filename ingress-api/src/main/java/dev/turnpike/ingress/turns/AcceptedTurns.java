package dev.turnpike.ingress.turns;

import dev.turnpike.ingress.commands.TurnIntake;
import dev.turnpike.ingress.tokens.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Writes accepted turns to their table, behind the answer to the client: one thread, one insert for
 * all that came in some 20 ms. It also deletes what is older than the log is kept.
 *
 * <p>Invariants: taking a turn never blocks; what waits is bounded. A turn that finds no place, or
 * that a crash takes away, goes on as ever; it only can't be looked up before a worker has it.
 */
final class AcceptedTurns implements TurnIntake.Register, SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(AcceptedTurns.class);
  private static final Duration KEPT = Duration.ofDays(8);
  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(10);
  private static final Duration GATHERING = Duration.ofMillis(20);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(2);
  private static final int BATCH = 1_000;
  static final int CAPACITY = 10_000;

  /** Where they go. */
  interface Table {
    void insert(List<AcceptedTurn> turns);

    /** Deletes the oldest rows; returns how many, at most the limit. */
    int deleteBefore(Instant oldest, int limit);
  }

  private final Table table;
  private final Clock clock;
  private final AcceptedTurnMetrics metrics;
  private final BlockingQueue<AcceptedTurn> waiting = new ArrayBlockingQueue<>(CAPACITY);
  private Instant nextSweep; // of the writer thread
  private volatile boolean running;
  private @Nullable Thread writer; // guarded by this

  AcceptedTurns(Table table, Clock clock, AcceptedTurnMetrics metrics) {
    this.table = table;
    this.clock = clock;
    this.metrics = metrics;
    this.nextSweep = clock.instant();
  }

  @Override
  public void accepted(UUID turn, Caller.Session caller, int mailbox, Instant at) {
    boolean taken =
        waiting.offer(new AcceptedTurn(turn, caller.sessionId(), caller.userId(), mailbox, at));
    if (!taken) {
      metrics.lost(1);
    }
  }

  int size() {
    return waiting.size();
  }

  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      writer = Thread.ofVirtual().name("accepted-turns").start(this::run);
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
        AcceptedTurn first = waiting.poll(500, TimeUnit.MILLISECONDS);
        if (first != null) {
          Thread.sleep(GATHERING);
          List<AcceptedTurn> batch = new ArrayList<>(List.of(first));
          waiting.drainTo(batch, BATCH - 1);
          write(batch);
        }
        sweep();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tries again while the node runs: an outage passes, and the queue is bounded meanwhile. */
  private void write(List<AcceptedTurn> batch) throws InterruptedException {
    while (true) {
      try {
        table.insert(batch);
        return;
      } catch (DataAccessException | TransactionException e) {
        log.atWarn().addKeyValue("reason", e.getMessage()).log("Accepted turns not written yet");
        if (!running) {
          metrics.lost(batch.size());
          return;
        }
        Thread.sleep(PAUSE_AFTER_FAILURE);
      }
    }
  }

  /** A piece at a time, so that what came in meanwhile does not wait long. */
  private void sweep() {
    Instant now = clock.instant();
    if (now.isBefore(nextSweep)) {
      return;
    }
    try {
      int deleted = table.deleteBefore(now.minus(KEPT), BATCH);
      if (deleted < BATCH) {
        nextSweep = now.plus(SWEEP_INTERVAL);
      }
    } catch (DataAccessException e) {
      nextSweep = now.plus(SWEEP_INTERVAL);
      log.atWarn().addKeyValue("reason", e.getMessage()).log("Old accepted turns not deleted yet");
    }
  }
}

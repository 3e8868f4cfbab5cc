package dev.turnpike.ingress.behind;

import io.micrometer.core.instrument.Counter;
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
 * Writes rows to their table: one thread, one insert for all that came in within a moment. It also
 * deletes those that are older than they are kept.
 *
 * <p>Invariants: taking a row never blocks; what waits is bounded, and what finds no place is
 * counted. An outage of the database is waited out.
 */
public final class WriteBehind<R> implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(WriteBehind.class);
  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(10);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(2);
  private static final int BATCH = 1_000;
  static final int CAPACITY = 10_000;

  /** Where they go. */
  public interface Table<R> {
    void insert(List<R> rows);

    /** Deletes the oldest rows; returns how many, at most the limit. */
    int deleteBefore(Instant oldest, int limit);
  }

  /**
   * How rows of one kind are written.
   *
   * @param what they are, for logs and the thread
   * @param gathering how long the first of an insert waits for others
   * @param kept how long a row stays in its table
   * @param lost counts the rows that will never stand there
   */
  public record Manner(String what, Duration gathering, Duration kept, Counter lost) {}

  private final Table<R> table;
  private final Manner manner;
  private final Clock clock;
  private final BlockingQueue<R> waiting = new ArrayBlockingQueue<>(CAPACITY);
  private Instant nextSweep; // of the writer thread
  private volatile boolean running;
  private @Nullable Thread writer; // guarded by this

  public WriteBehind(Table<R> table, Manner manner, Clock clock) {
    this.table = table;
    this.manner = manner;
    this.clock = clock;
    this.nextSweep = clock.instant();
  }

  public void add(R row) {
    if (!waiting.offer(row)) {
      manner.lost().increment();
    }
  }

  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      writer = Thread.ofVirtual().name(manner.what()).start(this::run);
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
        R first = waiting.poll(500, TimeUnit.MILLISECONDS);
        if (first != null) {
          Thread.sleep(manner.gathering());
          List<R> batch = new ArrayList<>(List.of(first));
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
  private void write(List<R> batch) throws InterruptedException {
    for (boolean failed = false; true; ) {
      try {
        table.insert(batch);
        return;
      } catch (RuntimeException e) {
        boolean worthAnother = running && isOutage(e);
        if (!failed || !worthAnother) {
          tell(e, "%d rows %s".formatted(batch.size(), worthAnother ? "not written yet" : "lost"));
        }
        failed = true;
        if (!worthAnother) {
          manner.lost().increment(batch.size());
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
      if (table.deleteBefore(now.minus(manner.kept()), BATCH) < BATCH) {
        nextSweep = now.plus(SWEEP_INTERVAL);
      }
    } catch (RuntimeException e) {
      nextSweep = now.plus(SWEEP_INTERVAL);
      tell(e, "Old rows not deleted yet");
    }
  }

  private void tell(RuntimeException failure, String outcome) {
    log.atWarn().addKeyValue("what", manner.what()).setCause(failure).log(outcome);
  }
}

package dev.turnpike.agent.turns;

import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The wish to end a turn that may be running on this worker, and why.
 *
 * <p>Invariant: the interrupt reaches the thread only while the attempt is open, so no write to
 * Postgres, that of the attempt's end least of all, is ever interrupted by it.
 */
final class StopSignal {

  /** Why a turn ends before its model has finished. */
  sealed interface Stop {

    /**
     * @param reason for people
     * @param forget whether the turn also leaves the session's history
     */
    record Cancelled(String reason, boolean forget) implements Stop {}

    /** The whole turn took longer than {@code limit}. */
    record OutOfTime(Duration limit) implements Stop {}

    /** The answer is longer than answers may be. */
    record TooLong() implements Stop {}
  }

  /** A write to Postgres. */
  interface Write<T extends @Nullable Object> {
    T run() throws SQLException, InterruptedException;
  }

  private @Nullable Stop stop;
  private boolean forget;
  private @Nullable Thread open;

  /** Asks for the end; the first request counts, but any may ask to forget. */
  synchronized void request(Stop requested) {
    forget |= requested instanceof Stop.Cancelled cancelled && cancelled.forget();
    if (stop == null) {
      stop = requested;
      if (open != null) {
        open.interrupt();
      }
    }
  }

  /** Whether the turn leaves the session's history. */
  synchronized boolean forget() {
    return forget;
  }

  /** Takes back what concerned an earlier attempt alone: the length of its answer. */
  synchronized void beginAttempt() {
    if (stop instanceof Stop.TooLong) {
      stop = null;
    }
  }

  /** From now on a request interrupts the current thread, at once if there is one already. */
  synchronized void open() {
    open = Thread.currentThread();
    if (stop != null) {
      open.interrupt();
    }
  }

  /**
   * From now on a request interrupts nobody.
   *
   * @return the request that was made, its interrupt taken back; null when none was
   */
  synchronized @Nullable Stop close() {
    open = null;
    if (stop != null) {
      boolean _ = Thread.interrupted();
    }
    return stop;
  }

  /** Runs a write of the open attempt to its end, whatever is requested meanwhile. */
  <T> T shield(Write<T> write) throws SQLException, InterruptedException {
    var _ = close();
    try {
      return write.run();
    } finally {
      open();
    }
  }

  /**
   * For between two calls: the first may have swallowed an interrupt, or have ended well in spite
   * of one.
   */
  synchronized void check() throws InterruptedException {
    if (stop != null || Thread.interrupted()) {
      throw new InterruptedException("the turn is to end");
    }
  }
}

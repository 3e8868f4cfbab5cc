package dev.turnpike.agent.turns;

import org.jspecify.annotations.Nullable;

/**
 * The wish to end a turn that may be running on this worker.
 *
 * <p>Invariant: the interrupt reaches the thread only while the attempt is open, so nothing that
 * follows the attempt, the write of its end least of all, is ever interrupted by it.
 */
final class Cancellation {

  /**
   * @param reason for people
   * @param forget whether the turn also leaves the session's history
   */
  record Request(String reason, boolean forget) {}

  private @Nullable Request request;
  private @Nullable Thread open;

  /** Asks for the end; the first request counts. */
  synchronized void request(String reason, boolean forget) {
    if (request == null) {
      request = new Request(reason, forget);
      if (open != null) {
        open.interrupt();
      }
    }
  }

  /** From now on a request interrupts the current thread, at once if there is one already. */
  synchronized void open() {
    open = Thread.currentThread();
    if (request != null) {
      open.interrupt();
    }
  }

  /**
   * From now on a request interrupts nobody.
   *
   * @return the request that was made, its interrupt taken back; null when none was
   */
  synchronized @Nullable Request close() {
    open = null;
    if (request != null) {
      boolean _ = Thread.interrupted();
    }
    return request;
  }
}

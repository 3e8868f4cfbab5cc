package dev.turnpike.keyed;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Stops a worker from starting records that may no longer be its own.
 *
 * <p>A process that was paused (SIGSTOP, a long collection, a starved machine) may have been
 * expelled from its group without knowing. So nothing starts when the last poll is too long ago,
 * and after such a gap not before a few polls have passed, since the first ones may return records
 * that were fetched before the pause. What was running is left to the attempt fence.
 */
final class SelfFence {

  private static final int POLLS_TO_TRUST = 4;

  private final LongSupplier nanoTime;
  private final long limitNanos;
  private volatile long lastPoll;
  private volatile boolean trusted = true;
  private int pollsToTrust; // poll thread only

  SelfFence(Duration limit, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.limitNanos = limit.toNanos();
    this.lastPoll = nanoTime.getAsLong();
  }

  /** Called by the poll thread, and by it alone, after every poll. */
  void polled() {
    long now = nanoTime.getAsLong();
    if (now - lastPoll > limitNanos) {
      pollsToTrust = POLLS_TO_TRUST;
    } else if (pollsToTrust > 0) {
      pollsToTrust--;
    }
    trusted = pollsToTrust == 0;
    lastPoll = now;
  }

  /** Whether records may start now; any thread. */
  boolean open() {
    return trusted && nanoTime.getAsLong() - lastPoll <= limitNanos;
  }
}

package dev.turnpike.keyed;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Stops a worker from starting records that may no longer be its own.
 *
 * <p>A process that was paused (SIGSTOP, a long collection, a starved machine) may have been
 * expelled from its group without knowing. So nothing starts when the last poll is too long ago,
 * and after such a gap not before polling has gone on for half as long again: time for the
 * coordinator to answer a heartbeat, while polls may return records fetched before the pause. What
 * was running is left to the attempt fence.
 */
final class SelfFence {

  private final LongSupplier nanoTime;
  private final long limitNanos;
  private volatile long lastPoll;
  private volatile long closedUntil;

  SelfFence(Duration limit, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.limitNanos = limit.toNanos();
    this.lastPoll = nanoTime.getAsLong();
    this.closedUntil = lastPoll;
  }

  /** Called by the poll thread, and by it alone, after every poll. */
  void polled() {
    long now = nanoTime.getAsLong();
    if (now - lastPoll > limitNanos) {
      closedUntil = now + limitNanos / 2;
    }
    lastPoll = now;
  }

  /** Whether records may start now; any thread. */
  boolean open() {
    long now = nanoTime.getAsLong();
    return now - lastPoll <= limitNanos && now - closedUntil >= 0;
  }
}

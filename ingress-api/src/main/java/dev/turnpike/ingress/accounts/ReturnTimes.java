package dev.turnpike.ingress.accounts;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells those who find the queue full when to come back: each one gets a turn of their own, one
 * hash behind the one before, so that they don't all come at once, find the queue full again, and
 * leave it empty in between. The first turn is when half of the queue is done, so that it never
 * runs dry over rounding and over those who come late or not at all.
 *
 * <p>Invariant: nobody is told to wait longer than the longest wait.
 */
final class ReturnTimes {
  static final Duration LONGEST = Duration.ofMinutes(2);

  private final LongSupplier nanoTime;
  private long next; // guarded by this

  ReturnTimes(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.next = nanoTime.getAsLong();
  }

  /**
   * @param waiting how many wait now
   * @param pace the time in which one of them is done
   */
  synchronized Duration next(int waiting, Duration pace) {
    long now = nanoTime.getAsLong();
    long earliest = now + waiting * pace.toNanos() / 2;
    long latest = now + LONGEST.toNanos();
    long mine = next - earliest < 0 ? earliest : next;
    mine = mine - latest > 0 ? latest : mine;
    next = mine + pace.toNanos();
    return Duration.ofNanos(mine - now);
  }
}

package dev.turnpike.bench.load;

import java.util.concurrent.locks.LockSupport;

/** Moments on {@link System#nanoTime}'s scale. */
final class Moment {
  private Moment() {}

  /** Returns at that moment or after it, never before. */
  static void await(long nanos) {
    for (long wait = nanos - System.nanoTime(); wait > 0; wait = nanos - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
  }
}

package dev.turnpike.platform;

import java.time.Duration;

/** Tries again until something works or the time is over. */
record Patience(long deadlineNanos) {
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** Something that may fail because it is too early. */
  interface Attempt {
    void run() throws Exception;
  }

  static Patience of(Duration duration) {
    return new Patience(System.nanoTime() + duration.toNanos());
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
  }

  /** Runs the attempt at least once; throws what it threw last when the time is over. */
  void keepTrying(Attempt attempt) throws Exception {
    while (true) {
      try {
        attempt.run();
        return;
      } catch (InterruptedException | StartRefused e) {
        throw e;
      } catch (Exception e) {
        if (left().compareTo(PAUSE) < 0) {
          throw e;
        }
      }
      Thread.sleep(PAUSE);
    }
  }
}

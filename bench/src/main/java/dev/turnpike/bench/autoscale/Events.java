package dev.turnpike.bench.autoscale;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What happens, in the order of its simulated time; at the same time in the order of its making.
 */
final class Events {
  private record Event(double time, long number, Runnable action) {}

  private final PriorityQueue<Event> coming =
      new PriorityQueue<>(Comparator.comparingDouble(Event::time).thenComparingLong(Event::number));
  private double now;
  private long made;

  /** Seconds since the beginning. */
  double now() {
    return now;
  }

  void after(double seconds, Runnable action) {
    if (!(seconds >= 0)) {
      throw new IllegalArgumentException("%s s is no time to come".formatted(seconds));
    }
    coming.add(new Event(now + seconds, made++, action));
  }

  void every(double seconds, Runnable action) {
    after(
        seconds,
        () -> {
          action.run();
          every(seconds, action);
        });
  }

  void runUntil(double end) {
    for (Event next = coming.peek(); next != null && next.time() <= end; next = coming.peek()) {
      coming.remove();
      now = next.time();
      next.action().run();
    }
    now = end;
  }
}

package dev.turnpike.bench.autoscale;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One of chat.requests: turns that wait, and those taken in behind the committed offset, which only
 * passes what has ended in one piece from the beginning. What ended behind a turn that still runs
 * counts as lag.
 */
final class Partition {
  final Deque<Turn> waiting = new ArrayDeque<>();
  private final Deque<Turn> taken = new ArrayDeque<>();

  /** Turns that a worker broke off; they come before those that wait. */
  final Deque<Turn> broken = new ArrayDeque<>();

  /** Whose it is; nobody's while it is handed over. */
  @Nullable Worker owner;

  /** Whose it is going to be. */
  @Nullable Worker next;

  /** What comes next, or null when there is nothing or the window is full. */
  @Nullable Turn take(int window) {
    Turn turn = broken.poll();
    if (turn == null && taken.size() < window) {
      turn = waiting.poll();
      if (turn != null) {
        taken.add(turn);
      }
    }
    return turn;
  }

  void end(Turn turn) {
    turn.done = true;
    for (Turn first = taken.peek(); first != null && first.done; first = taken.peek()) {
      taken.remove();
    }
  }

  /** From the committed offset to the end, as KEDA sees it. */
  int lag() {
    return taken.size() + waiting.size();
  }
}

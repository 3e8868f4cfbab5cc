package dev.turnpike.ingress.mailbox;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Those who wait for a sweep, in the order they came. Thread-safe.
 *
 * <p>Invariant: at most {@link #CAPACITY} wait.
 */
final class CatchUps {
  static final int CAPACITY = 20_000;

  private final SequencedSet<CatchUp> waiting = new LinkedHashSet<>(); // guarded by this
  private boolean closed; // guarded by this

  /** A reading that has to get from its place to the tail. */
  record CatchUp(Reading reading, Place place) {}

  /** False when there is no room. */
  synchronized boolean add(CatchUp catchUp) {
    if (waiting.size() >= CAPACITY) {
      waiting.removeIf(each -> each.reading().isOver());
    }
    if (closed || waiting.size() >= CAPACITY) {
      return false;
    }
    waiting.add(catchUp);
    notifyAll();
    return true;
  }

  /** Those who can't be served together with others now. */
  synchronized void putBack(List<CatchUp> catchUps) {
    waiting.addAll(catchUps);
    notifyAll();
  }

  /** The one that waits longest, with all others of its mailbox; empty at the end of it all. */
  synchronized List<CatchUp> take() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    return closed ? List.of() : takeOf(waiting.getFirst().place().mailbox());
  }

  /** All of a mailbox, without waiting for any. */
  synchronized List<CatchUp> takeOf(int mailbox) {
    if (waiting.isEmpty()) {
      return List.of();
    }
    List<CatchUp> taken = new ArrayList<>();
    waiting.removeIf(catchUp -> catchUp.place().mailbox() == mailbox && taken.add(catchUp));
    taken.removeIf(catchUp -> catchUp.reading().isOver());
    return taken;
  }

  synchronized boolean isOpen() {
    return !closed;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized int size() {
    return waiting.size();
  }
}

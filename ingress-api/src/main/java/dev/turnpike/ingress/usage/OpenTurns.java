package dev.turnpike.ingress.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * How many turns of one user this node has let through that are not booked yet, by their API key.
 * Not thread-safe.
 *
 * <p>Which turn is booked is not known here, only how many were; the oldest are taken to be those.
 * A turn that is not booked in time is forgotten.
 */
final class OpenTurns {
  private final Duration patience;
  private final Map<String, Deque<Instant>> byKey = new HashMap<>();

  OpenTurns(Duration patience) {
    this.patience = patience;
  }

  void add(String key, Instant now) {
    byKey.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(now);
  }

  /** So many turns of a key were booked. */
  void booked(String key, long turns) {
    Deque<Instant> open = byKey.get(key);
    for (long left = turns; left > 0 && open != null && !open.isEmpty(); left--) {
      open.remove();
    }
  }

  /** A turn of a key was refused after all. Counted ones are alike: the newest one goes. */
  void refused(String key) {
    Deque<Instant> open = byKey.get(key);
    if (open != null) {
      var _ = open.pollLast();
    }
  }

  int of(String key, Instant now) {
    forget(now);
    Deque<Instant> open = byKey.get(key);
    return open == null ? 0 : open.size();
  }

  int all(Instant now) {
    forget(now);
    return byKey.values().stream().mapToInt(Deque::size).sum();
  }

  private void forget(Instant now) {
    Instant oldest = now.minus(patience);
    for (Iterator<Deque<Instant>> each = byKey.values().iterator(); each.hasNext(); ) {
      Deque<Instant> open = each.next();
      while (!open.isEmpty() && open.element().isBefore(oldest)) {
        open.remove();
      }
      if (open.isEmpty()) {
        each.remove();
      }
    }
  }
}

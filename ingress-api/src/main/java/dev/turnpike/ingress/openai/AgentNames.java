package dev.turnpike.ingress.openai;

import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.ingress.views.ForeignViews;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The agents that workers tell of, and the default. Kept for a while, so that a request needs no
 * query: agents come and go with deployments.
 */
final class AgentNames {
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final Supplier<List<String>> view;
  private final InstantSource clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Known known = new Known(Collections.emptySortedSet(), Instant.MIN);

  private record Known(SortedSet<String> names, Instant at) {}

  /**
   * @param view reads the names; may fail while their owner has not started
   */
  AgentNames(Supplier<List<String>> view, InstantSource clock) {
    this.view = view;
    this.clock = clock;
  }

  /** A query at most once in a while, made by one caller; others take what is known meanwhile. */
  SortedSet<String> all() {
    Known last = known;
    if (isFresh(last)) {
      return last.names();
    }
    if (last.names().isEmpty()) {
      reading.lock();
    } else if (!reading.tryLock()) {
      return last.names();
    }
    try {
      if (!isFresh(known)) {
        known = new Known(read(), clock.instant());
      }
      return known.names();
    } finally {
      reading.unlock();
    }
  }

  private boolean isFresh(Known last) {
    return last.at().isAfter(clock.instant().minus(FRESH));
  }

  private SortedSet<String> read() {
    SortedSet<String> names = new TreeSet<>(ForeignViews.rows(view));
    names.add(Caller.Session.DEFAULT_AGENT);
    return Collections.unmodifiableSortedSet(names);
  }
}

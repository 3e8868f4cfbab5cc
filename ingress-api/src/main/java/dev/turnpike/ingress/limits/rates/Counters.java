package dev.turnpike.ingress.limits.rates;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The counters that this node knows. Never blocks, and asks nobody.
 *
 * <p>Invariant: there are no more than the bound. When it is reached, those unused longest make
 * room, as long as the table has what they counted; they come back from there. If none can, callers
 * with a token go uncounted, and new addresses are refused: whoever has so many of them is no
 * visitor.
 */
final class Counters {
  private static final double ROOM_MADE = 0.25;

  private final Map<LimitClass, Policy> policies;
  private final int bound;
  private final Clock clock;
  private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
  private final Queue<Counter> touched = new ConcurrentLinkedQueue<>();
  private volatile Runnable urgent = () -> {};

  Counters(Map<LimitClass, Policy> policies, int bound, Clock clock) {
    this.policies = Map.copyOf(policies);
    this.bound = bound;
    this.clock = clock;
  }

  private record Key(LimitClass limited, String subject) {}

  /** Who is told when the others should know at once. */
  void onUrgent(Runnable listener) {
    urgent = listener;
  }

  /** Whether anything is limited at all. */
  boolean isLimiting() {
    return !policies.isEmpty();
  }

  boolean isLimiting(LimitClass limited) {
    return policies.containsKey(limited);
  }

  /**
   * Counts a call.
   *
   * @return null when it goes uncounted
   */
  @Nullable Verdict take(LimitClass limited, Subject subject) {
    Policy policy = policies.get(limited);
    if (policy == null) {
      return null;
    }
    long now = clock.millis();
    Key key = new Key(limited, subject.key());
    for (Counter counter = counter(key, policy, now);
        counter != null;
        counter = counter(key, policy, now)) {
      Verdict verdict = counter.take(now);
      if (verdict != null) {
        if (verdict.allowed()) {
          tell(limited, counter);
        }
        return verdict;
      }
      counters.remove(key, counter); // It was forgotten at this moment.
    }
    return subject.isKnown() ? null : refusal(policy);
  }

  /** Takes back a call that {@link #take} let through and that came to nothing. */
  void giveBack(LimitClass limited, Subject subject) {
    Counter counter = counters.get(new Key(limited, subject.key()));
    if (counter != null) {
      counter.giveBack(clock.millis());
      tell(limited, counter);
    }
  }

  private void tell(LimitClass limited, Counter counter) {
    if (counter.queue()) {
      touched.add(counter);
      if (limited.isUrgent()) {
        urgent.run();
      }
    }
  }

  /** How it stands, without counting; null when nothing was counted. */
  @Nullable Verdict look(LimitClass limited, Subject subject) {
    Counter counter = counters.get(new Key(limited, subject.key()));
    return counter == null ? null : counter.look(clock.millis());
  }

  private @Nullable Counter counter(Key key, Policy policy, long now) {
    Counter known = counters.get(key);
    if (known != null) {
      return known;
    }
    return counters.size() >= bound
        ? null
        : counters.computeIfAbsent(key, _ -> new Counter(policy, key.subject(), now));
  }

  private static Verdict refusal(Policy policy) {
    return new Verdict(policy, policy.windows().getFirst(), false, 0, 1000);
  }

  /** Takes the next that have something to tell, at most so many. */
  List<Counter> touched(int limit) {
    List<Counter> batch = new ArrayList<>();
    for (Counter next = touched.poll(); next != null; next = touched.poll()) {
      batch.add(next);
      if (batch.size() == limit) {
        break;
      }
    }
    return batch;
  }

  /** Puts one back that could not tell. */
  void touch(Counter counter) {
    if (counter.queue()) {
      touched.add(counter);
    }
  }

  int size() {
    return counters.size();
  }

  boolean isNearBound() {
    return counters.size() >= bound * (1 - ROOM_MADE / 2);
  }

  /** Forgets what has run out and, near the bound, what was unused longest. */
  void tidy() {
    long now = clock.millis();
    counters.values().removeIf(counter -> counter.retireIfEmpty(now));
    if (!isNearBound()) {
      return;
    }
    record Idle(Key key, Counter counter, long since) {}
    counters.entrySet().stream()
        .map(each -> new Idle(each.getKey(), each.getValue(), each.getValue().lastUsed()))
        .sorted(Comparator.comparingLong(Idle::since))
        .filter(idle -> idle.counter().retireIfSettled())
        .limit((long) (bound * ROOM_MADE))
        .forEach(idle -> counters.remove(idle.key(), idle.counter()));
  }
}

package dev.turnpike.ingress.limits.rates;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls of one class by one subject: a user, an address, or the name of an account. */
final class Counter {
  private final Policy policy;
  private final String subject;
  // All below is guarded by this.
  private final List<SlidingWindow> windows = new ArrayList<>(2);
  private long lastUsed;
  private boolean queued;
  private boolean retired;

  Counter(Policy policy, String subject, long now) {
    this.policy = policy;
    this.subject = subject;
    this.lastUsed = now;
    for (Window window : policy.windows()) {
      windows.add(new SlidingWindow(window, now));
    }
  }

  /**
   * One slot's share in an exchange: what this node adds (less than 0: gives back), or 0 when it
   * only asks.
   */
  record Share(Counter counter, String bucket, Slot slot, int added, long expiresAt) {}

  /**
   * Counts the call in all windows or, when one has no room, in none.
   *
   * @return null when it is retired and must not be asked any more
   */
  synchronized @Nullable Verdict take(long now) {
    if (retired) {
      return null;
    }
    Verdict verdict = look(now);
    if (!verdict.allowed()) {
      return verdict;
    }
    windows.forEach(SlidingWindow::add);
    return new Verdict(
        policy,
        verdict.window(),
        true,
        verdict.remaining() - 1,
        verdict.remaining() == 1 ? untilFree(now) : verdict.resetMillis());
  }

  /** Takes back what {@link #take} counted. */
  synchronized void giveBack(long now) {
    for (SlidingWindow window : windows) {
      window.advance(now);
      window.giveBack();
    }
  }

  /** As {@link #take}, without counting. */
  synchronized Verdict look(long now) {
    lastUsed = now;
    long least = Long.MAX_VALUE;
    long wait = 0;
    SlidingWindow tightest = windows.getFirst();
    for (SlidingWindow window : windows) {
      window.advance(now);
      long free = window.free(now);
      long until = window.untilFree(now);
      if (until > wait || (wait == 0 && free < least)) {
        tightest = window;
      }
      least = Math.min(least, free);
      wait = Math.max(wait, until);
    }
    return new Verdict(
        policy,
        tightest.window(),
        wait == 0,
        Math.max(0, least),
        wait == 0 ? tightest.untilSlotEnds(now) : wait);
  }

  private long untilFree(long now) {
    long wait = 0;
    for (SlidingWindow window : windows) {
      wait = Math.max(wait, window.untilFree(now));
    }
    return wait;
  }

  /** Whether the caller has to put it into the queue: not when it is there. */
  synchronized boolean queue() {
    boolean first = !queued;
    queued = true;
    return first;
  }

  /** Takes it off the queue with what the others have to know, and what it has to know of them. */
  synchronized List<Share> shares(long now) {
    queued = false;
    List<Share> shares = new ArrayList<>();
    for (SlidingWindow window : windows) {
      window.advance(now);
      long millis = window.window().millis();
      String bucket = bucket(millis);
      for (Slot slot : window.slots()) {
        int added = slot.send();
        if (added != 0 || !slot.isHeard()) {
          shares.add(new Share(this, bucket, slot, added, (slot.number() + 2) * millis));
        }
      }
    }
    return shares;
  }

  synchronized void heard(Slot slot, long total) {
    slot.heard(total);
  }

  synchronized void failed(Slot slot) {
    slot.failed();
  }

  /** Counts nothing from now on, if the table knows all that this node does. */
  synchronized boolean retireIfSettled() {
    retired |=
        !queued
            && windows.stream().flatMap(each -> each.slots().stream()).allMatch(Slot::isSettled);
    return retired;
  }

  /** Likewise, if all that was counted has run out. */
  synchronized boolean retireIfEmpty(long now) {
    retired |= !queued && windows.stream().allMatch(window -> window.isEmpty(now));
    return retired;
  }

  synchronized long lastUsed() {
    return lastUsed;
  }

  private String bucket(long millis) {
    return policy.limited().label() + '/' + millis / 1000 + '/' + subject;
  }
}

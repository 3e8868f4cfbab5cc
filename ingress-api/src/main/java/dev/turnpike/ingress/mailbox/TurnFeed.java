package dev.turnpike.ingress.mailbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The followers of one turn, and how far its events were given to them.
 *
 * <p>Invariant: followers see no event twice and none of an attempt lower than one seen.
 */
final class TurnFeed {
  private final List<Follower> followers = new CopyOnWriteArrayList<>();
  private long lastOffset = -1; // of the reader thread
  private int attempt; // of the reader thread

  void add(Follower follower) {
    followers.add(follower);
  }

  /** True when nobody is left. */
  boolean remove(Follower follower) {
    followers.remove(follower);
    return followers.isEmpty();
  }

  boolean isEmpty() {
    return followers.isEmpty();
  }

  void give(MailboxEvent event) {
    if (event.offset() <= lastOffset || event.attempt() < attempt) {
      return;
    }
    lastOffset = event.offset();
    attempt = event.attempt();
    followers.removeIf(follower -> !follower.onEvent(event));
  }

  void pause() {
    for (Follower follower : followers) {
      follower.onPause();
    }
  }
}

package dev.turnpike.ingress.mailbox;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The feeds of all turns that somebody on this node follows. Thread-safe. */
final class Feeds {
  private final ConcurrentMap<String, TurnFeed> byTurn = new ConcurrentHashMap<>();

  Subscription follow(String turn, Follower follower) {
    byTurn.compute(
        turn,
        (_, known) -> {
          TurnFeed feed = known == null ? new TurnFeed() : known;
          feed.add(follower);
          return feed;
        });
    return () -> byTurn.computeIfPresent(turn, (_, feed) -> feed.remove(follower) ? null : feed);
  }

  /** Null when nobody here follows the turn. */
  @Nullable TurnFeed of(String turn) {
    return byTurn.get(turn);
  }

  int size() {
    return byTurn.size();
  }
}

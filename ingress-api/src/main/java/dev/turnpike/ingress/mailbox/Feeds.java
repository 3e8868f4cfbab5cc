package dev.turnpike.ingress.mailbox;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The feeds of all turns that somebody on this node follows at the tail. Thread-safe. */
final class Feeds {
  private final ConcurrentMap<String, TurnFeed> byTurn = new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, Integer> byMailbox = new ConcurrentHashMap<>();

  void add(Reading reading) {
    byTurn.compute(
        reading.turn(),
        (_, known) -> {
          TurnFeed feed = known == null ? new TurnFeed() : known;
          feed.add(reading);
          byMailbox.merge(reading.mailbox(), 1, Integer::sum);
          return feed;
        });
  }

  /** May be called again, and for readings that were never added. */
  void remove(Reading reading) {
    byTurn.computeIfPresent(
        reading.turn(),
        (_, feed) -> {
          if (feed.remove(reading)) {
            byMailbox.computeIfPresent(reading.mailbox(), (_, n) -> n == 1 ? null : n - 1);
          }
          return feed.isEmpty() ? null : feed;
        });
  }

  /** Null when nobody here follows the turn. */
  @Nullable TurnFeed of(String turn) {
    return byTurn.get(turn);
  }

  /** Whether somebody follows a turn in the mailbox. */
  boolean concern(int mailbox) {
    return byMailbox.containsKey(mailbox);
  }

  int size() {
    return byTurn.size();
  }
}

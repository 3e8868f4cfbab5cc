package dev.turnpike.judge.scoring;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Under which rubrics a turn got no verdict, for as long as it waits for the judge of another one:
 * each delivery in that time would ask, and pay, again. The last ones, as many as fit.
 */
final class Failures {

  private static final int MOST = 2_000;

  private final Set<ScoreKey> keys =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<ScoreKey, Boolean> eldest) {
                  return size() > MOST;
                }
              }));

  void add(ScoreKey key) {
    keys.add(key);
  }

  boolean has(ScoreKey key) {
    return keys.contains(key);
  }

  /** When a turn is done, so that it is judged anew when its dead letter is driven again. */
  void forget(UUID turn) {
    synchronized (keys) {
      keys.removeIf(key -> key.turn().equals(turn));
    }
  }
}

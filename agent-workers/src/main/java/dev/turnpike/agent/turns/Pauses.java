package dev.turnpike.agent.turns;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses between tries that double, with up to half of each as jitter. */
record Pauses(Duration first, Duration longest) {

  /**
   * @param round from 0
   */
  Duration pause(int round) {
    long full = Math.min(longest.toMillis(), first.toMillis() << Math.min(round, 20));
    return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
  }
}

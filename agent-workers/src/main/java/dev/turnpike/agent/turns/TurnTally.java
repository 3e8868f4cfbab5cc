package dev.turnpike.agent.turns;

import dev.turnpike.events.TurnStatus;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of turns since the worker began, in sums that can be added to those of other workers
 * and subtracted from later ones. Thread-safe.
 */
final class TurnTally {

  private final Map<TurnStatus, LongAdder> ended = new EnumMap<>(TurnStatus.class);
  private final LongAdder retried = new LongAdder();
  private final TimeCounts waits = new TimeCounts();
  private final TimeCounts firstTokens = new TimeCounts();

  TurnTally() {
    for (TurnStatus status : TurnStatus.values()) {
      ended.put(status, new LongAdder());
    }
  }

  void ended(TurnStatus status) {
    var count = ended.get(status);
    if (count != null) {
      count.increment();
    }
  }

  void retried() {
    retried.increment();
  }

  /** From accepted to claimed. */
  void waited(Duration time) {
    waits.add(time);
  }

  /** From accepted to the first piece of the answer. */
  void spoke(Duration time) {
    firstTokens.add(time);
  }

  /** By the status' word, those that were never seen left out. */
  Map<String, Long> ended() {
    Map<String, Long> counts = new TreeMap<>();
    ended.forEach(
        (status, count) -> {
          if (count.sum() > 0) {
            counts.put(status.name().toLowerCase(Locale.ROOT), count.sum());
          }
        });
    return counts;
  }

  long retries() {
    return retried.sum();
  }

  TimeCounts waits() {
    return waits;
  }

  TimeCounts firstTokens() {
    return firstTokens;
  }
}

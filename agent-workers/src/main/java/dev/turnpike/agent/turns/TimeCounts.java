package dev.turnpike.agent.turns;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts times in buckets that are the same in every worker and version: bucket {@code i} holds
 * those of at most 2<sup>i/2</sup> milliseconds that no lower one holds, the last one the rest,
 * from about 12 minutes. So a percentile read off them is at most two fifths too high. Thread-safe.
 */
final class TimeCounts {

  private static final int BUCKETS = 40;

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

  void add(Duration time) {
    counts.incrementAndGet(bucket(Math.max(0, time.toNanos())));
  }

  private static int bucket(long nanos) {
    double millis = nanos / 1e6;
    if (millis <= 1) {
      return 0;
    }
    return Math.min(BUCKETS - 1, (int) Math.ceil(2 * Math.log(millis) / Math.log(2)));
  }

  /** Up to the last bucket that is not empty. */
  List<Long> counts() {
    long[] copy = new long[BUCKETS];
    int used = 0;
    for (int i = 0; i < BUCKETS; i++) {
      copy[i] = counts.get(i);
      used = copy[i] > 0 ? i + 1 : used;
    }
    return Arrays.stream(copy, 0, used).boxed().toList();
  }
}

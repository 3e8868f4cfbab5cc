package dev.turnpike.analytics.rollup;

import dev.turnpike.events.DurationSketch;
import java.util.Arrays;
import java.util.List;

/**
 * A mergeable sketch of durations with a relative error of 1 % (DDSketch: Masson, Rim, Lee, VLDB
 * 2019, with its logarithmic buckets and without collapsing). Not thread-safe.
 *
 * <p>Invariants: all state is sums, a least and a greatest of whole numbers, so adding is exactly
 * commutative and associative, whatever the order; and there are at most about 1,130 buckets, since
 * durations below 0.1 ms and above 7 days count in the buckets of these.
 */
public final class Durations {

  private static final double ERROR = 0.01;
  private static final double GROWTH = (1 + ERROR) / (1 - ERROR);
  private static final double LOG_GROWTH = Math.log(GROWTH);
  private static final int LOWEST = bucket(100);
  private static final int HIGHEST = bucket(7 * 24 * 3_600_000_000L);

  private long count;
  private long sum;
  private long min = Long.MAX_VALUE;
  private long max;
  private int first; // the bucket that buckets[0] counts
  private long[] buckets = {};

  /** One more; a negative one, of clocks that differ, counts as none. */
  public void add(long micros) {
    long duration = Math.max(0, micros);
    count++;
    sum += duration;
    min = Math.min(min, duration);
    max = Math.max(max, duration);
    int bucket = duration == 0 ? LOWEST : Math.clamp(bucket(duration), LOWEST, HIGHEST);
    reserve(bucket, bucket + 1);
    buckets[bucket - first]++;
  }

  public void add(DurationSketch more) {
    if (more.getCount() == 0) {
      return;
    }
    count += more.getCount();
    sum += more.getSumMicros();
    min = Math.min(min, more.getMinMicros());
    max = Math.max(max, more.getMaxMicros());
    List<Long> counts = more.getBuckets();
    reserve(more.getFirstBucket(), more.getFirstBucket() + counts.size());
    int at = more.getFirstBucket() - first;
    for (Long each : counts) {
      buckets[at++] += each;
    }
  }

  public DurationSketch sketch() {
    return new DurationSketch(
        count, sum, count == 0 ? 0 : min, max, first, Arrays.stream(buckets).boxed().toList());
  }

  public long count() {
    return count;
  }

  public long max() {
    return max;
  }

  /** In microseconds; 0 of nothing. */
  public double mean() {
    return count == 0 ? 0 : (double) sum / count;
  }

  /**
   * In microseconds, within 1 % of the duration with that rank; 0 of nothing.
   *
   * @param share 0 to 1, 0.5 for the median
   */
  public double quantile(double share) {
    if (count == 0) {
      return 0;
    }
    long rank = (long) (share * (count - 1));
    long below = 0;
    for (int i = 0; i < buckets.length; i++) {
      below += buckets[i];
      if (below > rank) {
        double middle = 2 * Math.exp((first + i) * LOG_GROWTH) / (GROWTH + 1);
        return Math.clamp(middle, (double) min, (double) max);
      }
    }
    return max;
  }

  private static int bucket(long micros) {
    return (int) Math.ceil(Math.log((double) micros) / LOG_GROWTH);
  }

  /** Makes room for the buckets from one to below another. */
  private void reserve(int from, int to) {
    if (buckets.length == 0) {
      first = from;
      buckets = new long[to - from];
    } else if (from < first || to > first + buckets.length) {
      int start = Math.min(from, first);
      long[] more = new long[Math.max(to, first + buckets.length) - start];
      System.arraycopy(buckets, 0, more, first - start, buckets.length);
      first = start;
      buckets = more;
    }
  }
}

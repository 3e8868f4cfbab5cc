package dev.turnpike.keyed;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link KeyedConsumer} holds at a moment.
 *
 * @param partitions that it was given, in order
 * @param running records that run, those of partitions handed over included
 * @param uncommitted records taken in and not yet committed
 * @param maxUncommitted beyond which it takes in no more
 * @param full partitions that are paused by their own window
 * @param widestWindow from the watermark to the last offset taken in, of the widest partition
 * @param maxWindow beyond which a partition is paused
 * @param oldest age of the oldest record that is not done; empty when all are
 */
public record KeyedStatus(
    List<Integer> partitions,
    int running,
    int uncommitted,
    int maxUncommitted,
    int full,
    long widestWindow,
    int maxWindow,
    Optional<Duration> oldest) {
  public KeyedStatus {
    partitions = List.copyOf(partitions);
  }
}

package dev.turnpike.keyed;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what has finished on all partitions, outcomes and offsets, in one Kafka transaction that
 * the group's metadata fences.
 *
 * <p>Invariant: an outcome is in a committed transaction exactly once, because the offsets that say
 * so are in the same one. A transaction that was aborted is made again. When the fate of one is
 * unknown, nothing is guessed: {@link UncertainCommitException} ends the session, and the next one
 * starts from the offsets that the broker then has.
 *
 * <p>One commit at a time, from the commit thread or, on revocation, from the poll thread.
 */
final class GroupCommit {

  /** The fate of a commit is unknown, or the producer can't be used any more. */
  static final class UncertainCommitException extends RuntimeException {
    UncertainCommitException(Throwable cause) {
      super("The group commit's fate is unknown; starting again from the committed offsets", cause);
    }
  }

  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  private final Producer<byte[], byte[]> producer;
  private final KeyedMetrics metrics;

  GroupCommit(Producer<byte[], byte[]> producer, KeyedMetrics metrics) {
    this.producer = producer;
    this.metrics = metrics;
  }

  /**
   * Commits everything that has finished on {@code partitions}.
   *
   * @return false when the transaction was aborted; the next commit makes it again
   * @throws UncertainCommitException when the session must end
   */
  synchronized boolean commit(Collection<PartitionWork> partitions, ConsumerGroupMetadata group) {
    var snapshots =
        partitions.stream().map(PartitionWork::snapshot).filter(Objects::nonNull).toList();
    if (snapshots.isEmpty()) {
      return true;
    }
    long start = System.nanoTime();
    var failure = write(snapshots, group);
    if (failure == null) {
      metrics.committed(Duration.ofNanos(System.nanoTime() - start));
      snapshots.forEach(snapshot -> snapshot.work().committed(snapshot));
      snapshots.forEach(snapshot -> snapshot.outcomes().forEach(GroupCommit::tell));
      return true;
    }
    metrics.commitFailed();
    log.atWarn()
        .addKeyValue("group", group.groupId())
        .setCause(failure)
        .log("Group commit aborted, making it again");
    snapshots.forEach(snapshot -> snapshot.work().restore(snapshot));
    return false;
  }

  /** Everything is committed, so nobody who is told can make it a failure. */
  private static void tell(Outcome outcome) {
    try {
      outcome.committed().run();
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue("failure", e.getClass().getName())
          .log("Who was to be told of a commit has failed");
    }
  }

  /** Null when committed, the failure when certainly not. */
  private @Nullable KafkaException write(
      List<PartitionWork.Snapshot> snapshots, ConsumerGroupMetadata group) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    snapshots.forEach(s -> offsets.put(s.work().partition(), s.offset()));
    try {
      producer.beginTransaction();
      for (var snapshot : snapshots) {
        for (var outcome : snapshot.outcomes()) {
          for (var record : outcome.publish()) {
            var _ = producer.send(record); // commitTransaction reports what failed
          }
        }
      }
      producer.sendOffsetsToTransaction(offsets, group);
    } catch (ProducerFencedException | InterruptException | IllegalStateException e) {
      throw new UncertainCommitException(e);
    } catch (KafkaException e) {
      return abort(e);
    }
    return commitOrAbort();
  }

  private @Nullable KafkaException commitOrAbort() {
    try {
      producer.commitTransaction();
      return null;
    } catch (TimeoutException | InterruptException | IllegalStateException e) {
      throw new UncertainCommitException(e);
    } catch (KafkaException e) {
      return abort(e);
    }
  }

  private KafkaException abort(KafkaException failure) {
    try {
      producer.abortTransaction();
      return failure;
    } catch (KafkaException | IllegalStateException e) {
      e.addSuppressed(failure);
      throw new UncertainCommitException(e);
    }
  }
}

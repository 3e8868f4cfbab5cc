package dev.turnpike.schemas.provisioning;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A partition that has just been created may not have its leader yet. A producer that writes to it
 * then can lose its place in the sequence, and with it what it had buffered.
 */
final class Leaders {

  private static final Duration PAUSE = Duration.ofMillis(50);

  private Leaders() {}

  static void await(Admin admin, List<TopicSpec> topics) {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (TopicSpec topic : topics) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    long deadline = System.nanoTime() + Answers.TIMEOUT.toNanos();
    while (!partitions.isEmpty()) {
      try {
        Answers.await(admin.listOffsets(partitions).all()); // asks again until the leaders answer
        return;
      } catch (UnknownTopicOrPartitionException e) { // by a broker that has not heard of it yet
        if (System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}

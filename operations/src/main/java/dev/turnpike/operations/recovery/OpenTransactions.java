package dev.turnpike.operations.recovery;

import dev.turnpike.operations.console.Refusal;
import dev.turnpike.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Transactions that a killed service has left open: what others published behind them can't be read
 * until they time out.
 */
final class OpenTransactions {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration GLANCE = Duration.ofMillis(500);

  private final Admin admin;

  OpenTransactions(Admin admin) {
    this.admin = admin;
  }

  void awaitEnd() throws InterruptedException {
    long begun = System.nanoTime();
    while (!ends(IsolationLevel.READ_COMMITTED).equals(ends(IsolationLevel.READ_UNCOMMITTED))) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new Refusal(
            "There are transactions that have been open for %d s: is a service still running?"
                .formatted(PATIENCE.toSeconds()));
      }
      Thread.sleep(GLANCE);
    }
  }

  private Map<TopicPartition, Long> ends(IsolationLevel isolation) throws InterruptedException {
    var topics =
        List.of(
            Topics.TURNS_COMPLETED.name(),
            Topics.TURNS_SCORED.name(),
            Topics.MEMORY_CHANGES.name());
    try {
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      admin
          .describeTopics(topics)
          .allTopicNames()
          .get()
          .forEach(
              (topic, description) ->
                  description
                      .partitions()
                      .forEach(
                          partition ->
                              asked.put(
                                  new TopicPartition(topic, partition.partition()),
                                  OffsetSpec.latest())));
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin
          .listOffsets(asked, new ListOffsetsOptions(isolation))
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
      return ends;
    } catch (ExecutionException e) {
      throw new KafkaException("Kafka refused: " + e.getCause(), e);
    }
  }
}

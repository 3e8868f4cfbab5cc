package dev.turnpike.analytics.flow;

import dev.turnpike.platform.KafkaClients;
import dev.turnpike.platform.Repeating;
import dev.turnpike.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions of the topics are read to their end, as Kafka says itself. Asked now and then;
 * as long as there is no fresh answer, none is. Thread-safe.
 *
 * <p>What is in an open transaction counts as not read. The last record of a partition may be a
 * transaction's marker, which nobody reads.
 */
public final class CaughtUp implements Repeating.Task, Progress, AutoCloseable {

  public static final Duration INTERVAL = Duration.ofSeconds(3);

  private static final Duration FRESH = Duration.ofSeconds(12);
  private static final int ANSWER_MILLIS = 5_000;

  private record Answer(long atMillis, Set<TopicPartition> readToTheEnd) {}

  private final Admin admin;
  private final String group;
  private final Sources sources;
  private final InstantSource clock;
  private volatile Answer last = new Answer(0, Set.of());

  /**
   * @param group that reads
   */
  public CaughtUp(KafkaClients clients, String group, Sources sources, InstantSource clock) {
    this.admin =
        clients.admin(
            "turn-analytics-progress",
            Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS));
    this.group = group;
    this.sources = sources;
    this.clock = clock;
  }

  @Override
  public boolean isAtTheEnd(String topic, int partition) {
    Answer answer = last;
    return clock.millis() - answer.atMillis() < FRESH.toMillis()
        && answer.readToTheEnd().contains(new TopicPartition(topic, partition));
  }

  @Override
  public void run() throws InterruptedException {
    long asked = clock.millis();
    try {
      Map<TopicPartition, Long> committed = new HashMap<>();
      admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach((partition, offset) -> committed.put(partition, offsetOf(offset)));
      var first = admin.listOffsets(all(OffsetSpec.earliest())).all().get();
      var next = admin.listOffsets(all(OffsetSpec.latest())).all().get();
      Set<TopicPartition> readToTheEnd = new HashSet<>();
      next.forEach(
          (partition, end) -> {
            var begin = first.get(partition);
            long from = begin == null ? 0 : begin.offset();
            long read = Math.max(from, committed.getOrDefault(partition, 0L));
            if (read >= end.offset() - 1 && (read > from || end.offset() == from)) {
              readToTheEnd.add(partition);
            }
          });
      last = new Answer(asked, Set.copyOf(readToTheEnd));
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not say how far it was read", e.getCause());
    }
  }

  private static long offsetOf(OffsetAndMetadata committed) {
    return committed == null ? 0 : committed.offset();
  }

  private Map<TopicPartition, OffsetSpec> all(OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> all = new HashMap<>();
    for (int partition = 0; partition < sources.turns(); partition++) {
      all.put(new TopicPartition(Topics.TURNS_COMPLETED.name(), partition), which);
    }
    for (int partition = 0; partition < sources.scores(); partition++) {
      all.put(new TopicPartition(Topics.TURNS_SCORED.name(), partition), which);
    }
    return all;
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}

package dev.turnpike.judge.rejudge;

import dev.turnpike.platform.turns.Stretch;
import dev.turnpike.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The judges of new turns, as their consumer group shows them: what they have passed, and how far
 * behind they are. A run takes only what they have passed, so that no score is given, or published,
 * by both; and it stands aside while they are behind.
 *
 * <p>A group that has never committed anything is nobody: then all there is may be judged.
 */
final class LiveJudging {

  private static final Logger log = LoggerFactory.getLogger(LiveJudging.class);
  private static final int PATIENCE_SECONDS = 10;

  private final Admin admin;
  private final String group;
  private final long mostLag;
  private volatile Optional<String> behind = Optional.empty();

  LiveJudging(Admin admin, String group, long mostLag) {
    this.admin = admin;
    this.group = group;
    this.mostLag = mostLag;
  }

  /** The part of a stretch that they have passed. */
  Stretch passed(Stretch stretch) {
    var committed = committed();
    if (committed.isEmpty()) {
      return stretch;
    }
    Map<Integer, Long> to = new HashMap<>();
    stretch
        .to()
        .forEach(
            (partition, end) -> {
              long from = stretch.from().getOrDefault(partition, 0L);
              to.put(
                  partition, Math.max(from, Math.min(end, committed.getOrDefault(partition, 0L))));
            });
    return new Stretch(stretch.from(), to);
  }

  /** Looks how far behind they are; when that can't be told, they may be. */
  void look() {
    try {
      long lag = lag(committed());
      boolean stood = behind.isPresent();
      behind =
          lag > (stood ? mostLag / 2 : mostLag)
              ? Optional.of("judging of new turns is %,d behind and goes first".formatted(lag))
              : Optional.empty();
    } catch (KafkaException e) {
      log.atWarn().addKeyValue("group", group).setCause(e).log("How far judging is can't be told");
      behind = Optional.of("Kafka does not say how far judging of new turns is");
    }
  }

  /** Why to stand aside, as of the last look. */
  Optional<String> behind() {
    return behind;
  }

  /**
   * Turns; the mark at the end of a partition's last transaction is none. Where they have committed
   * nothing, they begin at the beginning.
   */
  private long lag(Map<Integer, Long> committed) {
    if (committed.isEmpty()) {
      return 0;
    }
    var begins = offsets(OffsetSpec.earliest());
    return offsets(OffsetSpec.latest()).entrySet().stream()
        .mapToLong(
            end -> {
              long begin = begins.getOrDefault(end.getKey(), 0L);
              return end.getValue() - committed.getOrDefault(end.getKey(), begin) - 1;
            })
        .filter(lag -> lag > 0)
        .sum();
  }

  private Map<Integer, Long> offsets(OffsetSpec which) {
    var asked = partitions().stream().collect(Collectors.toMap(p -> p, _ -> which));
    var options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    return result(admin.listOffsets(asked, options).all()).entrySet().stream()
        .collect(Collectors.toMap(at -> at.getKey().partition(), at -> at.getValue().offset()));
  }

  private List<TopicPartition> partitions() {
    var topic = Topics.TURNS_COMPLETED.name();
    return result(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
        .flatMap(described -> described.partitions().stream())
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  private Map<Integer, Long> committed() {
    Map<Integer, Long> committed = new HashMap<>();
    result(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              if (offset != null && partition.topic().equals(Topics.TURNS_COMPLETED.name())) {
                committed.put(partition.partition(), offset.offset());
              }
            });
    return committed;
  }

  private static <T> T result(KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("Kafka did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted", e);
    }
  }
}

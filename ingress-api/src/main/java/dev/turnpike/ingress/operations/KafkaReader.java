package dev.turnpike.ingress.operations;

import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Asks Kafka how far the groups are and which topics hold dead letters. What this service may not
 * see of one group or topic is told of it, and the rest is read all the same.
 */
final class KafkaReader implements AutoCloseable {
  private static final String WORKERS = "agent-workers";

  /** Who reads what. */
  private record Reader(String group, Topic<?> topic) {}

  private final Admin admin;
  private final List<Reader> readers;

  /**
   * @param usageGroup in which the ingress nodes book usage
   */
  KafkaReader(Admin admin, String usageGroup) {
    this.admin = admin;
    this.readers =
        List.of(
            new Reader(WORKERS, Topics.CHAT_REQUESTS),
            new Reader("memory-extractor", Topics.TURNS_COMPLETED),
            new Reader("judge-workers", Topics.TURNS_COMPLETED),
            new Reader("turn-analytics", Topics.TURNS_COMPLETED),
            new Reader("turn-analytics", Topics.TURNS_SCORED),
            new Reader(usageGroup, Topics.TURNS_COMPLETED));
  }

  @Override
  public void close() {
    admin.close();
  }

  KafkaRead read() throws ExecutionException, InterruptedException {
    List<String> read =
        List.of(
            Topics.CHAT_REQUESTS.name(), Topics.TURNS_COMPLETED.name(), Topics.TURNS_SCORED.name());
    List<TopicPartition> partitions = new ArrayList<>();
    admin
        .describeTopics(read)
        .allTopicNames()
        .get()
        .values()
        .forEach(
            topic ->
                topic.partitions().stream()
                    .map(each -> new TopicPartition(topic.name(), each.partition()))
                    .forEach(partitions::add));
    Map<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    List<KafkaRead.Group> groups = new ArrayList<>();
    List<KafkaRead.Lag> requests = new ArrayList<>();
    for (Reader reader : readers) {
      groups.add(group(reader, starts, ends, requests));
    }
    List<KafkaRead.Letters> letters = new ArrayList<>();
    for (Topic<?> topic : Topics.ALL) {
      letters.add(letters(topic.deadLetterTopic()));
    }
    return new KafkaRead(requests, groups, letters);
  }

  private KafkaRead.Group group(
      Reader reader,
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends,
      List<KafkaRead.Lag> requests)
      throws InterruptedException {
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(reader.group()).partitionsToOffsetAndMetadata().get();
      List<KafkaRead.Lag> lags = new ArrayList<>();
      ends.forEach(
          (partition, end) -> {
            if (partition.topic().equals(reader.topic().name())) {
              OffsetAndMetadata at = committed.get(partition);
              long done = at == null ? starts.getOrDefault(partition, 0L) : at.offset();
              lags.add(
                  new KafkaRead.Lag(partition.partition(), done, end, Math.max(0, end - done)));
            }
          });
      if (reader.group().equals(WORKERS)) {
        lags.stream()
            .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
            .forEach(requests::add);
      }
      long behind = lags.stream().mapToLong(KafkaRead.Lag::behind).sum();
      return described(reader, behind);
    } catch (ExecutionException e) {
      String problem = Failures.sentence("The group", e);
      return new KafkaRead.Group(reader.group(), reader.topic().name(), null, -1, -1, problem);
    }
  }

  private KafkaRead.Group described(Reader reader, long behind)
      throws InterruptedException, ExecutionException {
    KafkaFuture<ConsumerGroupDescription> asked =
        Objects.requireNonNull(
            admin
                .describeConsumerGroups(List.of(reader.group()))
                .describedGroups()
                .get(reader.group()));
    String state = "Empty";
    int members = 0;
    try {
      ConsumerGroupDescription group = asked.get();
      state = group.groupState().toString();
      members = group.members().size();
    } catch (ExecutionException e) {
      if (!(Failures.cause(e) instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
    return new KafkaRead.Group(reader.group(), reader.topic().name(), state, members, behind, null);
  }

  private KafkaRead.Letters letters(String topic) throws InterruptedException {
    try {
      List<TopicPartition> partitions =
          admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
              .flatMap(each -> each.partitions().stream())
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      long held =
          sum(offsets(partitions, OffsetSpec.latest()))
              - sum(offsets(partitions, OffsetSpec.earliest()));
      return new KafkaRead.Letters(topic, held, held == 0 ? null : newest(partitions), null);
    } catch (ExecutionException e) {
      return new KafkaRead.Letters(topic, 0, null, Failures.sentence("The topic", e));
    }
  }

  private @Nullable Instant newest(List<TopicPartition> partitions)
      throws InterruptedException, ExecutionException {
    long newest =
        asked(partitions, OffsetSpec.maxTimestamp()).values().stream()
            .mapToLong(ListOffsetsResultInfo::timestamp)
            .max()
            .orElse(-1);
    return newest < 0 ? null : Instant.ofEpochMilli(newest);
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, Long> found = new HashMap<>();
    asked(partitions, spec).forEach((partition, info) -> found.put(partition, info.offset()));
    return found;
  }

  private Map<TopicPartition, ListOffsetsResultInfo> asked(
      List<TopicPartition> partitions, OffsetSpec spec)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(each -> asked.put(each, spec));
    return admin.listOffsets(asked).all().get();
  }
}

package dev.turnpike.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a whole consumer group is behind the end of its topic, as the broker tells it: also of
 * partitions that are paused, or that no member has. Every member shows the same number.
 *
 * <p>It counts from the committed offsets. So one long record holds back what is behind it in its
 * partition, and the markers of transactions count, up to one a partition, for ever.
 */
public final class GroupLag implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final int PATIENCE_MILLIS = 10_000;
  private static final Duration OLDEST = Duration.ofMinutes(1);

  private final String group;
  private final String topic;
  private final Map<String, Object> client;
  private final MeterRegistry registry;
  private final Gauge gauge;
  private final Thread thread;
  private volatile double lag = Double.NaN;
  private long lookedNanos; // of the thread

  private GroupLag(String group, String topic, Map<String, ?> client, MeterRegistry registry) {
    this.group = group;
    this.topic = topic;
    this.client = new HashMap<>(client);
    this.client.put(CommonClientConfigs.CLIENT_ID_CONFIG, group + "-" + topic + "-lag");
    this.client.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
    this.client.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    this.client.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    this.registry = registry;
    this.gauge =
        Gauge.builder("turnpike.group.lag", this, each -> each.lag)
            .description(
                "Records behind the committed offsets of the whole consumer group; no number while"
                    + " Kafka does not tell")
            .tags("group", group, "topic", topic)
            .register(registry);
    this.thread = Thread.ofVirtual().name(group + "-lag").unstarted(this::run);
  }

  /** Begins to look. */
  public static GroupLag watch(
      String group, String topic, Map<String, ?> client, MeterRegistry registry) {
    var watched = new GroupLag(group, topic, client, registry);
    watched.thread.start();
    return watched;
  }

  @Override
  public void close() {
    thread.interrupt();
    registry.remove(gauge);
  }

  private void run() {
    lookedNanos = System.nanoTime();
    try {
      while (true) {
        lookAgainAndAgain();
        Thread.sleep(INTERVAL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until the client fails; it may not even be made while no name can be resolved. */
  private void lookAgainAndAgain() throws InterruptedException {
    try (var admin = Admin.create(client)) {
      while (true) {
        look(admin);
        Thread.sleep(INTERVAL);
      }
    } catch (RuntimeException e) {
      notTold();
    }
  }

  /** What can't be had is old after a while, and then unknown; that Kafka is away others tell. */
  private void look(Admin admin) throws InterruptedException {
    try {
      lag = measured(admin);
      lookedNanos = System.nanoTime();
    } catch (ExecutionException e) {
      notTold();
    }
  }

  private void notTold() {
    if (System.nanoTime() - lookedNanos > OLDEST.toNanos()) {
      lag = Double.NaN;
    }
  }

  private long measured(Admin admin) throws InterruptedException, ExecutionException {
    Set<TopicPartition> partitions = new HashSet<>();
    for (var described : admin.describeTopics(List.of(topic)).allTopicNames().get().values()) {
      described
          .partitions()
          .forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
    }
    var ends = offsets(admin, partitions, OffsetSpec.latest());
    var committed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    var unread = new HashSet<>(partitions);
    unread.removeIf(each -> committed.get(each) != null);
    var starts =
        unread.isEmpty()
            ? Map.<TopicPartition, Long>of()
            : offsets(admin, unread, OffsetSpec.earliest());
    return partitions.stream()
        .mapToLong(each -> ends.getOrDefault(each, 0L) - read(each, committed, starts))
        .map(behind -> Math.max(0, behind))
        .sum();
  }

  private static long read(
      TopicPartition partition,
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, Long> starts) {
    var offset = committed.get(partition);
    return offset == null ? starts.getOrDefault(partition, 0L) : offset.offset();
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, Set<TopicPartition> partitions, OffsetSpec spec)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(each -> asked.put(each, spec));
    Map<TopicPartition, Long> found = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> each :
        admin.listOffsets(asked).all().get().entrySet()) {
      found.put(each.getKey(), each.getValue().offset());
    }
    return found;
  }
}

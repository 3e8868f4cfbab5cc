package dev.turnpike.keyed;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One membership in the consumer group: the poll thread and the partitions that it was given.
 *
 * <p>The poll thread alone touches the consumer and never waits for a record's task, in rebalance
 * callbacks least of all. Revoked partitions are committed and let go; what runs on them goes on
 * (hand-over is the handlers' business), what waits is dropped. Lost partitions are interrupted
 * too.
 *
 * <p>Any exception ends the session; {@link KeyedConsumer} then opens a new one, which starts from
 * the committed offsets.
 */
final class ConsumerSession implements ConsumerRebalanceListener {

  private static final Logger log = LoggerFactory.getLogger(ConsumerSession.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration COMMITTED_TIMEOUT = Duration.ofSeconds(10);

  /** Share of the in-flight limit under which fetching is resumed. */
  private static final double RESUME_BELOW = 0.75;

  private final Consumer<byte[], byte[]> consumer;
  private final GroupCommit commit;
  private final KeyedSettings settings;
  private final PartitionWork.Launcher launcher;
  private final SelfFence fence;
  private final Map<TopicPartition, PartitionWork> partitions = new ConcurrentHashMap<>();
  private final Set<PartitionWork> handedOver = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ConsumerGroupMetadata group;
  private volatile @Nullable RuntimeException commitFailure;
  private boolean throttled;

  ConsumerSession(
      Consumer<byte[], byte[]> consumer,
      GroupCommit commit,
      KeyedSettings settings,
      PartitionWork.Launcher launcher,
      SelfFence fence) {
    this.consumer = consumer;
    this.commit = commit;
    this.settings = settings;
    this.launcher = launcher;
    this.fence = fence;
  }

  void subscribe() {
    consumer.subscribe(List.of(settings.topic()), this);
  }

  /** One turn of the poll thread. */
  void poll() {
    var records = consumer.poll(POLL);
    fence.polled();
    var failed = commitFailure;
    if (failed != null) {
      throw failed;
    }
    group = consumer.groupMetadata();
    for (var tp : records.partitions()) {
      var work = partitions.get(tp);
      if (work != null) {
        records.records(tp).forEach(work::offer);
      }
    }
    partitions.values().forEach(PartitionWork::startStalled);
    handedOver.removeIf(work -> work.running() == 0);
    steer();
  }

  /** Called by the commit thread, every commit interval. */
  void commit() {
    var current = group;
    if (current == null || commitFailure != null) {
      return;
    }
    try {
      commit.commit(partitions.values(), current);
    } catch (RuntimeException e) {
      commitFailure = e;
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    if (assigned.isEmpty()) {
      return;
    }
    var committed = consumer.committed(new HashSet<>(assigned), COMMITTED_TIMEOUT);
    for (var tp : assigned) {
      var offset = committed.get(tp);
      var window =
          offset == null
              ? new OffsetWindow(consumer.position(tp))
              : OffsetWindow.restore(offset.offset(), offset.metadata());
      partitions.put(tp, new PartitionWork(tp, settings, launcher, window));
    }
    log.atInfo()
        .addKeyValue("topic", settings.topic())
        .addKeyValue("partitions", assigned.size())
        .log("Partitions assigned");
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    try {
      commit.commit(partitions.values(), consumer.groupMetadata());
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue("failure", e.getClass().getSimpleName())
          .log("Last commit before hand-over failed, the next owner makes it again");
      commitFailure = e;
    }
    letGo(revoked);
    log.atInfo()
        .addKeyValue("topic", settings.topic())
        .addKeyValue("partitions", revoked.size())
        .addKeyValue("running", handedOver.stream().mapToInt(PartitionWork::running).sum())
        .log("Partitions revoked");
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    log.atWarn()
        .addKeyValue("topic", settings.topic())
        .addKeyValue("partitions", lost.size())
        .log("Partitions lost: another worker may already have them");
    letGo(lost).forEach(PartitionWork::interruptRunning);
  }

  /** Gives up everything without a word to the group; what runs is left to itself. */
  Set<PartitionWork> abandon() {
    letGo(Set.copyOf(partitions.keySet()));
    return handedOver;
  }

  /** Records taken in and not yet done, those of partitions handed over excluded. */
  int unfinished() {
    return partitions.values().stream().mapToInt(PartitionWork::unfinished).sum();
  }

  /** Records that run, those of partitions handed over included. */
  int running() {
    return partitions.values().stream().mapToInt(PartitionWork::running).sum()
        + handedOver.stream().mapToInt(PartitionWork::running).sum();
  }

  int pausedPartitions() {
    return (int) partitions.values().stream().filter(PartitionWork::full).count();
  }

  private List<PartitionWork> letGo(Collection<TopicPartition> gone) {
    var works = gone.stream().map(partitions::remove).filter(w -> w != null).toList();
    works.forEach(PartitionWork::revoke);
    handedOver.addAll(works);
    return works;
  }

  /** Pauses the partitions that are full, all of them when too much is in flight. */
  private void steer() {
    int limit = settings.maxInFlight();
    int unfinished = unfinished();
    throttled = throttled ? unfinished > limit * RESUME_BELOW : unfinished >= limit;
    var paused = consumer.paused();
    for (var work : partitions.values()) {
      var tp = work.partition();
      boolean pause = throttled || work.full();
      if (pause != paused.contains(tp)) {
        if (pause) {
          consumer.pause(List.of(tp));
        } else {
          consumer.resume(List.of(tp));
        }
      }
    }
  }
}

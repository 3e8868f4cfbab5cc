package dev.turnpike.keyed;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One membership in the consumer group: the poll thread and the partitions that it was given.
 *
 * <p>The poll thread alone touches the consumer and never waits for a record's task, in rebalance
 * callbacks least of all. Revoked partitions are committed and let go; what runs on them goes on
 * (hand-over is the handlers' business), what waits is dropped. Lost partitions are interrupted
 * too, except by one that is leaving anyway.
 *
 * <p>A new partition stays paused until its committed offset is known, which takes as long as a
 * transaction of its previous owner is open. No record of it is taken in before.
 *
 * <p>Any exception ends the session; {@link KeyedConsumer} then opens a new one, which starts from
 * the committed offsets.
 */
final class ConsumerSession implements ConsumerRebalanceListener {

  private static final Logger log = LoggerFactory.getLogger(ConsumerSession.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration COMMITTED_WAIT = Duration.ofSeconds(1);
  private static final CloseOptions LEAVE =
      CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
          .withTimeout(Duration.ofSeconds(3));

  /** Share of the in-flight limit under which fetching is resumed. */
  private static final double RESUME_BELOW = 0.75;

  private final Consumer<byte[], byte[]> consumer;
  private final GroupCommit commit;
  private final KeyedSettings settings;
  private final PartitionWork.Launcher launcher;
  private final SelfFence fence;
  private final Set<PartitionWork> handedOver;
  private final Map<TopicPartition, PartitionWork> partitions = new ConcurrentHashMap<>();
  private final Set<TopicPartition> unopened = new HashSet<>(); // poll thread only
  private volatile @Nullable ConsumerGroupMetadata group;
  private volatile @Nullable Throwable commitFailure;
  private boolean throttled; // poll thread only
  private boolean leaving; // poll thread only

  /**
   * @param handedOver collects the partitions that were given up while records of them ran
   */
  ConsumerSession(
      Consumer<byte[], byte[]> consumer,
      GroupCommit commit,
      KeyedSettings settings,
      PartitionWork.Launcher launcher,
      SelfFence fence,
      Set<PartitionWork> handedOver) {
    this.consumer = consumer;
    this.commit = commit;
    this.settings = settings;
    this.launcher = launcher;
    this.fence = fence;
    this.handedOver = handedOver;
  }

  void join() {
    consumer.subscribe(List.of(settings.topic()), this);
  }

  /** One turn of the poll thread. */
  void poll() {
    var records = consumer.poll(POLL);
    fence.polled();
    var failed = commitFailure;
    if (failed != null) {
      throw new IllegalStateException("The group commit failed", failed);
    }
    group = consumer.groupMetadata();
    for (var tp : records.partitions()) {
      var work = partitions.get(tp);
      if (work != null) {
        take(work, records.records(tp));
      }
    }
    open();
    partitions.values().forEach(PartitionWork::startStalled);
    handedOver.removeIf(work -> work.running() == 0);
    steer();
  }

  /** Called by the commit thread, every commit interval; false when it should slow down. */
  boolean commit() {
    var current = group;
    if (current == null || commitFailure != null) {
      return true;
    }
    try {
      return commit.commit(partitions.values(), current);
    } catch (RuntimeException | Error e) {
      commitFailure = e;
      return false;
    }
  }

  /** Leaves the group; what has finished is committed on the way, by the revocation. */
  void leave() {
    leaving = true;
    consumer.close(LEAVE);
  }

  /** Gives everything up; what runs is left to itself. */
  void abandon() {
    leaving = true;
    letGo(Set.copyOf(partitions.keySet()));
    consumer.close(LEAVE);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    consumer.pause(assigned);
    unopened.addAll(assigned);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    try {
      var _ = commit.commit(partitions.values(), consumer.groupMetadata());
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue("failure", e.getClass().getSimpleName())
          .log("Last commit before hand-over failed, the next owner makes it again");
      commitFailure = e;
    }
    int running = letGo(revoked).stream().mapToInt(PartitionWork::running).sum();
    log.atInfo()
        .addKeyValue("topic", settings.topic())
        .addKeyValue("partitions", revoked.size())
        .addKeyValue("running", running)
        .log("Partitions revoked");
  }

  /**
   * Another member may already have them. To one that leaves while the group rebalances, Kafka
   * calls lost what it gives up: what runs there may finish as after a revocation.
   */
  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    if (leaving) {
      letGo(lost);
      return;
    }
    log.atWarn()
        .addKeyValue("topic", settings.topic())
        .addKeyValue("partitions", lost.size())
        .log("Partitions lost: another worker may already have them");
    letGo(lost).forEach(PartitionWork::interruptRunning);
  }

  /** Records taken in and not yet committed. */
  int uncommitted() {
    return partitions.values().stream().mapToInt(PartitionWork::uncommitted).sum();
  }

  /** When the oldest record was written that was taken in and is not done, in ms since 1970. */
  OptionalLong oldestPending() {
    return partitions.values().stream()
        .map(PartitionWork::oldestPending)
        .flatMapToLong(OptionalLong::stream)
        .min();
  }

  /** Records that run, those of partitions handed over excluded. */
  int running() {
    return partitions.values().stream().mapToInt(PartitionWork::running).sum();
  }

  int fullPartitions() {
    return (int) partitions.values().stream().filter(PartitionWork::full).count();
  }

  /** In order; those that are not open yet are left out. */
  List<Integer> held() {
    return partitions.keySet().stream().map(TopicPartition::partition).sorted().toList();
  }

  long widestWindow() {
    return partitions.values().stream().mapToLong(PartitionWork::span).max().orElse(0);
  }

  private void open() {
    if (unopened.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> committed;
    try {
      committed = consumer.committed(unopened, COMMITTED_WAIT);
    } catch (TimeoutException e) {
      return; // asked again after the next poll
    }
    for (var tp : unopened) {
      var offset = committed.get(tp);
      var window =
          offset == null
              ? new OffsetWindow(0)
              : OffsetWindow.restore(offset.offset(), offset.metadata());
      partitions.put(tp, new PartitionWork(tp, settings, launcher, window));
    }
    log.atInfo()
        .addKeyValue("topic", settings.topic())
        .addKeyValue("partitions", unopened.size())
        .log("Partitions assigned");
    unopened.clear();
  }

  private void take(PartitionWork work, List<ConsumerRecord<byte[], byte[]>> records) {
    for (var record : records) {
      if (!work.offer(record)) {
        consumer.seek(work.partition(), record.offset()); // the partition is full now: see steer
        return;
      }
    }
  }

  private List<PartitionWork> letGo(Collection<TopicPartition> gone) {
    unopened.removeAll(gone);
    var works = gone.stream().map(partitions::remove).filter(Objects::nonNull).toList();
    works.forEach(PartitionWork::revoke);
    handedOver.addAll(works);
    return works;
  }

  /**
   * Pauses the partitions that are full, all of them when too much is in flight; what still runs of
   * partitions given up counts too.
   */
  private void steer() {
    int limit = settings.maxInFlight();
    int uncommitted = uncommitted() + handedOver.stream().mapToInt(PartitionWork::running).sum();
    throttled = throttled ? uncommitted > limit * RESUME_BELOW : uncommitted >= limit;
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

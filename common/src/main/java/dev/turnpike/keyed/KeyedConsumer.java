package dev.turnpike.keyed;

import dev.turnpike.metrics.GroupLag;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one topic with many records in flight: in order per key, keys independent of each other,
 * every record on a virtual thread of its own.
 *
 * <p>It exists because a Kafka consumer has one poll batch in flight and share groups know no key
 * order, while a chat turn takes seconds to minutes. It keeps three promises to a {@link
 * RecordHandler}: records of one key run one after the other in the log's order; a record that
 * finished is not run again, and its {@link Outcome} is published exactly once, together with its
 * offset; a record that can't be handled goes to the dead-letter topic and stops nobody.
 *
 * <p>Memory is bounded by {@link KeyedSettings#maxInFlight()}; beyond it partitions are paused.
 *
 * <p>Two platform threads: one polls, one commits. When either fails, the membership is given up
 * and a new one starts from the committed offsets.
 */
public final class KeyedConsumer implements AutoCloseable {

  /** Makes the Kafka clients of one membership. */
  interface Clients {
    Consumer<byte[], byte[]> consumer();

    Producer<byte[], byte[]> producer();
  }

  private static final Logger log = LoggerFactory.getLogger(KeyedConsumer.class);
  private static final Duration REJOIN_PAUSE = Duration.ofSeconds(1);
  private static final Duration ABORTED_PAUSE = Duration.ofMillis(250);
  private static final Duration GIVE_BACK_LIMIT = Duration.ofSeconds(2);
  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(5);
  private static final Duration PRODUCER_CLOSE_LIMIT = Duration.ofSeconds(2);

  private final KeyedSettings settings;
  private final Clients clients;
  private final RecordTask.Scope scope;
  private final KeyedMetrics metrics;
  private final Thread pollThread;
  private final Thread commitThread;

  /** Partitions that were given up while records of them ran. */
  private final Set<PartitionWork> handedOver = ConcurrentHashMap.newKeySet();

  private volatile @Nullable ConsumerSession session;
  private volatile boolean closing;

  private KeyedConsumer(
      KeyedSettings settings, Clients clients, RecordHandler handler, MeterRegistry registry) {
    this.settings = settings;
    this.clients = clients;
    this.metrics = new KeyedMetrics(registry, settings);
    var deadLetters =
        new DeadLetters(settings.deadLetterTopic(), settings.group(), settings.maxOutcomeBytes());
    this.scope = new RecordTask.Scope(handler, settings, deadLetters, metrics, Thread::sleep);
    this.pollThread = Thread.ofPlatform().name(settings.group() + "-poll").unstarted(this::poll);
    this.commitThread =
        Thread.ofPlatform().name(settings.group() + "-commit").daemon().unstarted(this::commit);
    metrics.gauge("in.flight", "Records that run", this::running);
    metrics.gauge("uncommitted", "Records taken in and not yet committed", this::uncommitted);
    metrics.seconds("oldest.age", "Age of the oldest record that is not done", this::oldestAge);
    metrics.gauge("full.partitions", "Partitions paused by their own window", this::full);
  }

  /** Joins the group and begins to read. */
  public static KeyedConsumer start(
      KeyedSettings settings, RecordHandler handler, MeterRegistry registry) {
    var clients = new SessionClients(settings, registry);
    var consumer = start(settings, clients, handler, registry);
    consumer.metrics.watched(
        GroupLag.watch(settings.group(), settings.topic(), settings.client(), registry));
    return consumer;
  }

  static KeyedConsumer start(
      KeyedSettings settings, Clients clients, RecordHandler handler, MeterRegistry registry) {
    var consumer = new KeyedConsumer(settings, clients, handler, registry);
    consumer.pollThread.start();
    consumer.commitThread.start();
    return consumer;
  }

  /** Records that run now. */
  public int running() {
    var current = session;
    return (current == null ? 0 : current.running())
        + handedOver.stream().mapToInt(PartitionWork::running).sum();
  }

  /** What it holds now. */
  public KeyedStatus status() {
    var current = session;
    var held = current == null ? List.<Integer>of() : current.held();
    var oldest = current == null ? OptionalLong.empty() : current.oldestPending();
    return new KeyedStatus(
        held,
        running(),
        uncommitted(),
        settings.maxInFlight(),
        full(),
        current == null ? 0 : current.widestWindow(),
        settings.maxWindow(),
        oldest.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Duration.ofMillis(Math.max(0, System.currentTimeMillis() - oldest.getAsLong()))));
  }

  /**
   * Leaves the group at once, so that others take over what waits, then lets running records
   * finish.
   *
   * @param grace how long to wait for them; then they are interrupted, and have a moment more to
   *     give back what they hold
   */
  public void close(Duration grace) {
    closing = true;
    long deadline = System.nanoTime() + grace.toNanos();
    try {
      if (!pollThread.join(LEAVE_LIMIT)) { // the broker does not answer
        commitThread.interrupt();
        pollThread.interrupt();
        pollThread.join();
      }
      for (var work : handedOver) {
        if (!work.awaitIdle(deadline)) {
          work.interruptRunning();
        }
      }
      long last = System.nanoTime() + GIVE_BACK_LIMIT.toNanos();
      for (var work : handedOver) {
        var _ = work.awaitIdle(last);
      }
    } catch (InterruptedException e) {
      handedOver.forEach(PartitionWork::interruptRunning);
      Thread.currentThread().interrupt();
    }
    metrics.close();
  }

  @Override
  public void close() {
    close(Duration.ZERO);
  }

  private void poll() {
    while (!closing) {
      try {
        beMember();
      } catch (RuntimeException | Error e) {
        log.atWarn()
            .addKeyValue("topic", settings.topic())
            .setCause(e)
            .log("Left the group, joining again from the committed offsets");
        LockSupport.parkNanos(REJOIN_PAUSE.toNanos());
      }
    }
  }

  private void beMember() {
    try (var consumer = clients.consumer()) {
      var producer = clients.producer();
      try {
        producer.initTransactions();
        var fence = new SelfFence(settings.selfFenceAfter(), System::nanoTime);
        var commit = new GroupCommit(producer, metrics);
        run(
            new ConsumerSession(
                consumer, commit, settings, new Launcher(fence), fence, handedOver));
      } finally {
        producer.close(PRODUCER_CLOSE_LIMIT);
      }
    }
  }

  private void run(ConsumerSession opened) {
    session = opened;
    try {
      opened.join();
      while (!closing) {
        opened.poll();
      }
      opened.leave();
    } finally {
      session = null;
      opened.abandon();
    }
  }

  private void commit() {
    while (!closing) {
      LockSupport.parkNanos(settings.commitInterval().toNanos());
      var current = session;
      if (current != null && !current.commit()) {
        LockSupport.parkNanos(ABORTED_PAUSE.toNanos());
      }
    }
  }

  private int uncommitted() {
    var current = session;
    return current == null ? 0 : current.uncommitted();
  }

  /** Seconds; 0 when all that was taken in is done, no number while nothing can be taken in. */
  private double oldestAge() {
    var current = session;
    if (current == null) {
      return Double.NaN;
    }
    var oldest = current.oldestPending();
    return oldest.isEmpty()
        ? 0
        : Math.max(0, System.currentTimeMillis() - oldest.getAsLong()) / 1000.0;
  }

  private int full() {
    var current = session;
    return current == null ? 0 : current.fullPartitions();
  }

  private final class Launcher implements PartitionWork.Launcher {

    private final SelfFence fence;

    Launcher(SelfFence fence) {
      this.fence = fence;
    }

    @Override
    public Thread launch(
        PartitionWork work, ConsumerRecord<byte[], byte[]> record, List<Long> behind) {
      return Thread.ofVirtual()
          .name(record.topic() + "-" + record.partition() + "-" + record.offset())
          .start(new RecordTask(work, record, behind, scope));
    }

    @Override
    public boolean open() {
      return fence.open();
    }
  }
}

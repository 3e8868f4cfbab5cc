package dev.turnpike.keyed;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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

  private static final Logger log = LoggerFactory.getLogger(KeyedConsumer.class);
  private static final Duration REOPEN_PAUSE = Duration.ofSeconds(1);

  private final KeyedSettings settings;
  private final RecordHandler handler;
  private final KeyedMetrics metrics;
  private final DeadLetters deadLetters;
  private final SelfFence fence;
  private final Thread pollThread;
  private final Thread commitThread;
  private final String transactionalId;

  /** Given up by earlier sessions, still running. */
  private final Set<PartitionWork> leftovers = ConcurrentHashMap.newKeySet();

  private volatile @Nullable ConsumerSession session;
  private volatile boolean closing;

  private KeyedConsumer(KeyedSettings settings, RecordHandler handler, MeterRegistry registry) {
    this.settings = settings;
    this.handler = handler;
    this.metrics = new KeyedMetrics(registry, settings);
    this.deadLetters = new DeadLetters(settings.deadLetterTopic(), settings.group());
    this.fence = new SelfFence(settings.selfFenceAfter(), System::nanoTime);
    this.transactionalId = settings.group() + "-" + UUID.randomUUID();
    this.pollThread = Thread.ofPlatform().name(settings.group() + "-poll").unstarted(this::poll);
    this.commitThread =
        Thread.ofPlatform().name(settings.group() + "-commit").daemon().unstarted(this::commit);
    metrics.gauge("in.flight", "Records that run", this::running);
    metrics.gauge("unfinished", "Records taken in and not yet done", this::unfinished);
    metrics.gauge("full.partitions", "Partitions paused by their own window", this::full);
  }

  /** Joins the group and begins to read. */
  public static KeyedConsumer start(
      KeyedSettings settings, RecordHandler handler, MeterRegistry registry) {
    var consumer = new KeyedConsumer(settings, handler, registry);
    consumer.pollThread.start();
    consumer.commitThread.start();
    return consumer;
  }

  /** Records that run now. */
  public int running() {
    var current = session;
    return (current == null ? 0 : current.running())
        + leftovers.stream().mapToInt(PartitionWork::running).sum();
  }

  /**
   * Leaves the group at once, so that others take over what waits, then lets running records
   * finish.
   *
   * @param grace how long to wait for them; then they are interrupted
   */
  public void close(Duration grace) {
    closing = true;
    long deadline = System.nanoTime() + grace.toNanos();
    try {
      pollThread.join();
      for (var work : leftovers) {
        if (!work.awaitIdle(deadline)) {
          work.interruptRunning();
        }
      }
    } catch (InterruptedException e) {
      leftovers.forEach(PartitionWork::interruptRunning);
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
      try (var consumer = new KafkaConsumer<>(consumerConfig(), bytes(), bytes());
          var producer =
              new KafkaProducer<>(
                  producerConfig(), new ByteArraySerializer(), new ByteArraySerializer())) {
        producer.initTransactions();
        var opened =
            new ConsumerSession(
                consumer, new GroupCommit(producer, metrics), settings, new Launcher(), fence);
        try {
          session = opened;
          opened.subscribe();
          while (!closing) {
            opened.poll();
          }
          consumer.close(
              CloseOptions.groupMembershipOperation(
                  CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        } finally {
          session = null;
          leftovers.removeIf(work -> work.running() == 0);
          leftovers.addAll(opened.abandon());
        }
      } catch (KafkaException | GroupCommit.UncertainCommitException | IllegalStateException e) {
        log.atWarn()
            .addKeyValue("topic", settings.topic())
            .setCause(e)
            .log("Left the group, joining again from the committed offsets");
        LockSupport.parkNanos(REOPEN_PAUSE.toNanos());
      }
    }
  }

  private void commit() {
    while (!closing) {
      LockSupport.parkNanos(settings.commitInterval().toNanos());
      var current = session;
      if (current != null) {
        current.commit();
      }
    }
  }

  private int unfinished() {
    var current = session;
    return current == null ? 0 : current.unfinished();
  }

  private int full() {
    var current = session;
    return current == null ? 0 : current.pausedPartitions();
  }

  private Map<String, Object> consumerConfig() {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    config.putAll(settings.client());
    config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return config;
  }

  private Map<String, Object> producerConfig() {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 5_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * settings.maxOutcomeBytes());
    config.putAll(settings.client());
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    return config;
  }

  private static ByteArrayDeserializer bytes() {
    return new ByteArrayDeserializer();
  }

  private final class Launcher implements PartitionWork.Launcher {
    @Override
    public Thread launch(PartitionWork work, ConsumerRecord<byte[], byte[]> record) {
      var task = new RecordTask(work, record, handler, settings, deadLetters, metrics);
      return Thread.ofVirtual().name(record.topic() + "-" + record.offset()).start(task);
    }

    @Override
    public boolean open() {
      return fence.open();
    }
  }
}

package dev.turnpike.ingress.operations;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.platform.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads dead letters where they are. Invariants: a few readers at a time, each of which holds about
 * a megabyte of records, is done within {@link #PATIENCE}, and leaves nothing behind: no group, no
 * offset.
 */
final class LetterReader {
  private static final int AT_ONCE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Duration POLL = Duration.ofMillis(200);

  /** Offsets for each letter that is looked for: transactions have markers. */
  private static final int STEP = 3;

  private final KafkaClients clients;
  private final Semaphore lists = new Semaphore(AT_ONCE);

  /** Of their own, so that those who list hold nobody up who drives one again. */
  private final Semaphore singles = new Semaphore(AT_ONCE);

  private final AtomicLong number = new AtomicLong();

  LetterReader(KafkaClients clients) {
    this.clients = clients;
  }

  /**
   * The newest ones of a topic.
   *
   * @param before null for the very newest
   */
  LetterPage page(String topic, @Nullable LetterCursor before, int limit) {
    return reading(lists, (consumer, deadline) -> page(consumer, deadline, topic, before, limit));
  }

  /** The one at a place; empty where none is. */
  Optional<ConsumerRecord<byte[], byte[]>> at(LetterPlace place) {
    return reading(
        singles,
        (consumer, deadline) -> {
          TopicPartition partition = place.in();
          if (consumer.partitionsFor(partition.topic()).size() <= partition.partition()) {
            return Optional.empty();
          }
          List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
          long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
          long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
          if (place.offset() >= begin && place.offset() < end) {
            read(consumer, deadline, partition, place.offset(), place.offset() + 1, found::add);
          }
          return found.stream().findFirst();
        });
  }

  private LetterPage page(
      KafkaConsumer<byte[], byte[]> consumer,
      long deadline,
      String topic,
      @Nullable LetterCursor before,
      int limit) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(each -> new TopicPartition(topic, each.partition()))
            .toList();
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<LetterSummary> candidates = new ArrayList<>();
    Map<Integer, Long> below = new TreeMap<>();
    for (TopicPartition partition : partitions) {
      long begin = begins.getOrDefault(partition, 0L);
      long end = ends.getOrDefault(partition, 0L);
      long from =
          before == null ? end : before.offsets().getOrDefault(partition.partition(), begin);
      long read =
          newest(consumer, deadline, partition, begin, Math.min(from, end), limit, candidates);
      below.put(partition.partition(), read);
    }
    candidates.sort(
        Comparator.comparing(LetterSummary::at)
            .thenComparingLong(LetterSummary::offset)
            .reversed());
    List<LetterSummary> page = candidates.stream().limit(limit).toList();
    candidates.stream()
        .skip(limit)
        .forEach(each -> below.merge(each.partition(), each.offset() + 1, Math::max));
    Map<Integer, Long> rest = new HashMap<>();
    below.forEach(
        (partition, offset) -> {
          if (offset > begins.getOrDefault(new TopicPartition(topic, partition), 0L)) {
            rest.put(partition, offset);
          }
        });
    return new LetterPage(page, new LetterCursor(rest).text());
  }

  /** Goes back until enough were found; gives the offset from which on all were. */
  private static long newest(
      KafkaConsumer<byte[], byte[]> consumer,
      long deadline,
      TopicPartition partition,
      long begin,
      long from,
      int limit,
      List<LetterSummary> found) {
    long low = from;
    int enough = found.size() + limit;
    while (low > begin && found.size() < enough) {
      long high = low;
      low = Math.max(begin, high - (long) STEP * limit);
      read(consumer, deadline, partition, low, high, each -> found.add(LetterSummary.of(each)));
    }
    return low;
  }

  private static void read(
      KafkaConsumer<byte[], byte[]> consumer,
      long deadline,
      TopicPartition partition,
      long from,
      long to,
      Consumer<ConsumerRecord<byte[], byte[]>> each) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    while (consumer.position(partition) < to) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < to) {
          each.accept(record);
        }
      }
      if (System.nanoTime() > deadline) {
        throw Problem.unavailable(
            "kafka_unavailable", "Kafka gave no dead letters in time: try again in a moment.");
      }
    }
  }

  /** Work on a consumer, until a moment of {@link System#nanoTime}. */
  private interface Reading<T> {
    T read(KafkaConsumer<byte[], byte[]> consumer, long deadline);
  }

  private <T> T reading(Semaphore places, Reading<T> work) {
    if (!waitFor(places)) {
      throw Problem.unavailable("busy", "Dead letters are being read: try again in a moment.");
    }
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            clients.consumerSettings(
                "ingress-dead-letters-" + number.incrementAndGet(),
                Map.of(
                    ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1_048_576,
                    ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1_048_576,
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100,
                    ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000,
                    ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return work.read(consumer, System.nanoTime() + PATIENCE.toNanos());
    } catch (KafkaException e) {
      throw Problem.unavailable("kafka_unavailable", Failures.sentence("Kafka", e));
    } finally {
      places.release();
    }
  }

  private static boolean waitFor(Semaphore places) {
    try {
      return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package dev.turnpike.chaos.audit;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic from its beginning to its end, and later on from there: without a group, so that it
 * disturbs nobody. Used by one thread.
 */
final class TopicScan implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Which records count. */
  enum Isolation {
    COMMITTED("read_committed"),
    ALL("read_uncommitted");

    private final String level;

    Isolation(String level) {
      this.level = level;
    }
  }

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Map<TopicPartition, Long> next = new HashMap<>();

  TopicScan(String bootstrapServers, String topic, Isolation isolation) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                isolation.level,
                "enable.auto.commit",
                "false",
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Hands over, in the order of each partition, what came since the last call. */
  void readOn(Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("The end of %s can't be reached.".formatted(partitions));
      }
      consumer
          .poll(POLL)
          .forEach(
              record -> {
                next.put(
                    new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
                sink.accept(record);
              });
    }
  }

  /** By partition, the offset after the last record read; partitions without any are left out. */
  Map<TopicPartition, Long> next() {
    return Map.copyOf(next);
  }

  @Override
  public void close() {
    consumer.close();
  }
}

package dev.turnpike.platform.turns;

import dev.turnpike.platform.KafkaClients;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the committed records of {@code turns.completed} from one place to another, without a
 * group. It never silently skips what the log has lost meanwhile: it refuses, unless the caller
 * hears of it.
 */
public final class CompletedLog implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration STALLED = Duration.ofMinutes(1);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;

  private CompletedLog(Consumer<byte[], byte[]> consumer, String topic) {
    this.consumer = consumer;
    this.topic = topic;
  }

  /**
   * @param client what Kafka calls this reader
   */
  public static CompletedLog open(KafkaClients kafka, String client) {
    return open(kafka, client, Topics.TURNS_COMPLETED);
  }

  /** The same for another topic. */
  public static CompletedLog open(KafkaClients kafka, String client, Topic<?> topic) {
    var settings =
        kafka.consumerSettings(client, Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"));
    return new CompletedLog(
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        topic.name());
  }

  /** Takes records in the order of their partition; may block. */
  @FunctionalInterface
  public interface Reader {
    void read(ConsumerRecord<byte[], byte[]> record) throws InterruptedException;
  }

  /** Hears of each fetch. */
  @FunctionalInterface
  public interface Progress {
    void at(long offsets);
  }

  /** Hears of places that retention removed before they were read; reading goes on behind them. */
  @FunctionalInterface
  public interface Gaps {
    void lost(long offsets);
  }

  /** All that is there now. */
  public Stretch whole() {
    var partitions = partitions();
    return new Stretch(
        byPartition(consumer.beginningOffsets(partitions)),
        byPartition(consumer.endOffsets(partitions)));
  }

  /** What was written at a time or later, up to now. */
  public Stretch since(Instant time) {
    var partitions = partitions();
    var ends = byPartition(consumer.endOffsets(partitions));
    Map<Integer, Long> from = new HashMap<>(ends);
    var asked = partitions.stream().collect(Collectors.toMap(p -> p, _ -> time.toEpochMilli()));
    consumer
        .offsetsForTimes(asked)
        .forEach(
            (partition, found) -> {
              if (found != null) {
                from.computeIfPresent(
                    partition.partition(), (_, end) -> Math.min(found.offset(), end));
              }
            });
    return new Stretch(from, ends);
  }

  /**
   * @throws LogFailure when Kafka can't be read, or has no longer what is asked for
   */
  public void read(Stretch stretch, Reader reader, Progress progress) throws InterruptedException {
    read(stretch, reader, progress, CompletedLog::refuse);
  }

  /**
   * @throws LogFailure when Kafka can't be read
   */
  public void read(Stretch stretch, Reader reader, Progress progress, Gaps gaps)
      throws InterruptedException {
    var partitions =
        partitions().stream().filter(p -> stretch.to().containsKey(p.partition())).toList();
    consumer.assign(partitions);
    consumer.resume(partitions); // as an earlier stretch may have left them
    partitions.forEach(p -> consumer.seek(p, at(stretch.from(), p)));
    long moved = System.nanoTime();
    long last = -1;
    while (true) {
      long read = 0;
      for (TopicPartition partition : partitions) {
        long position = consumer.position(partition);
        long end = at(stretch.to(), partition);
        if (position >= end) {
          consumer.pause(List.of(partition));
        }
        read += Math.min(position, end) - at(stretch.from(), partition);
      }
      progress.at(read);
      if (read >= stretch.length()) {
        return;
      }
      long now = System.nanoTime();
      if (read != last) {
        moved = now;
        last = read;
      } else if (now - moved > STALLED.toNanos()) {
        throw new LogFailure(
            "Kafka has sent nothing of %s for %d s.".formatted(topic, STALLED.toSeconds()));
      }
      poll(stretch, reader, gaps);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void poll(Stretch stretch, Reader reader, Gaps gaps) throws InterruptedException {
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (stretch.includes(record.partition(), record.offset())) {
          reader.read(record);
        }
      }
    } catch (OffsetOutOfRangeException e) {
      gaps.lost(skip(e.offsetOutOfRangePartitions(), stretch));
    } catch (KafkaException e) {
      throw new LogFailure("Kafka can't be read: " + e.getMessage(), e);
    }
  }

  private static void refuse(long lost) {
    throw new LogFailure(
        "The log has let go of %,d records before they were read: run it again.".formatted(lost));
  }

  /** To where the log begins now; how much of the stretch was before that. */
  private long skip(Map<TopicPartition, Long> positions, Stretch stretch) {
    long lost = 0;
    var beginnings = consumer.beginningOffsets(positions.keySet());
    for (var position : positions.entrySet()) {
      var partition = position.getKey();
      long end = at(stretch.to(), partition);
      long begin = Math.max(position.getValue(), beginnings.getOrDefault(partition, 0L));
      lost += Math.min(begin, end) - Math.min(position.getValue(), end);
      consumer.seek(partition, begin);
    }
    return lost;
  }

  private List<TopicPartition> partitions() {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  private static long at(Map<Integer, Long> places, TopicPartition partition) {
    return places.getOrDefault(partition.partition(), 0L);
  }

  private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
    Map<Integer, Long> byPartition = new HashMap<>();
    offsets.forEach((partition, offset) -> byPartition.put(partition.partition(), offset));
    return byPartition;
  }
}

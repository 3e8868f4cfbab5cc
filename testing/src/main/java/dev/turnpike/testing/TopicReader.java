package dev.turnpike.testing;

import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads all partitions of a topic without a group, committed records only, and keeps what it has
 * read. Not for use by several threads.
 */
public final class TopicReader<V> implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int FURTHER_POLLS = 10;

  private final KafkaConsumer<String, V> consumer;
  private final String topic;
  private final List<ConsumerRecord<String, V>> records = new ArrayList<>();

  private TopicReader(String bootstrapServers, String topic, Deserializer<V> values) {
    this.topic = topic;
    this.consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false"),
            new StringDeserializer(),
            values);
  }

  /** Also returns the records that are in the topic already. */
  public static <V> TopicReader<V> fromBeginning(
      String bootstrapServers, String topic, Deserializer<V> values) {
    TopicReader<V> reader = new TopicReader<>(bootstrapServers, topic, values);
    reader.consumer.seekToBeginning(reader.assignAll());
    return reader;
  }

  /** Returns only records that are written from now on. */
  public static <V> TopicReader<V> fromNow(
      String bootstrapServers, String topic, Deserializer<V> values) {
    TopicReader<V> reader = new TopicReader<>(bootstrapServers, topic, values);
    List<TopicPartition> partitions = reader.assignAll();
    reader.consumer.seekToEnd(partitions);
    partitions.forEach(reader.consumer::position);
    return reader;
  }

  /** Of one of Turnpike's topics on the shared platform, from now on. */
  public static <V extends SpecificRecord> TopicReader<V> fromNow(Topic<V> topic) {
    TestPlatform platform = TestPlatform.shared();
    return fromNow(
        platform.bootstrapServers(),
        topic.name(),
        EventSerde.of(topic, platform.schemaRegistry()).deserializer());
  }

  /**
   * Reads until the records so far meet the condition, and returns them: in order within a
   * partition.
   *
   * @throws AssertionError if they don't in time
   */
  public List<ConsumerRecord<String, V>> readUntil(
      Duration patience, Predicate<List<ConsumerRecord<String, V>>> condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.test(records)) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError(
            "After %s the %d records read from %s do not meet the condition: %s"
                .formatted(patience, records.size(), topic, records));
      }
      consumer.poll(POLL).forEach(records::add);
    }
    return List.copyOf(records);
  }

  /**
   * Those of some records that there are: reads until there are so many, and for another second, in
   * which more may come though they should not.
   */
  public List<ConsumerRecord<String, V>> all(
      Predicate<ConsumerRecord<String, V>> which, int expected, Duration patience) {
    AtomicInteger further = new AtomicInteger();
    return readUntil(
            patience,
            soFar ->
                soFar.stream().filter(which).count() >= expected
                    && further.incrementAndGet() > FURTHER_POLLS)
        .stream()
        .filter(which)
        .toList();
  }

  /** Reads until there are at least this many values, for up to 20 s. */
  public List<V> values(int count) {
    return readUntil(Duration.ofSeconds(20), soFar -> soFar.size() >= count).stream()
        .map(ConsumerRecord::value)
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private List<TopicPartition> assignAll() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    return partitions;
  }
}

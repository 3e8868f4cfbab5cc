package dev.turnpike.operations.tail;

import dev.turnpike.operations.KafkaAddress;
import dev.turnpike.operations.console.Refusal;
import dev.turnpike.schemas.EventJson;
import dev.turnpike.schemas.SchemaRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows a topic: committed records only, all partitions, without a consumer group. */
public final class TopicTail {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaAddress kafka;
  private final RecordLine lines;

  public TopicTail(KafkaAddress kafka, SchemaRegistry registry) {
    this.kafka = kafka;
    this.lines = new RecordLine(new EventJson(registry));
  }

  /**
   * Hands out records as lines, oldest first within what one fetch brought, until {@code wanted}
   * says no or {@code max} lines were given.
   */
  public void follow(String topic, boolean fromBeginning, long max, Predicate<String> wanted) {
    kafka.requireFit();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings())) {
      consumer.assign(partitions(consumer, topic));
      if (fromBeginning) {
        consumer.seekToBeginning(consumer.assignment());
      } else {
        consumer.seekToEnd(consumer.assignment());
      }
      long left = max;
      while (left > 0) {
        for (ConsumerRecord<byte[], byte[]> record : byTime(consumer.poll(POLL))) {
          if (left-- <= 0 || !wanted.test(lines.of(record))) {
            return;
          }
        }
      }
    } catch (KafkaException e) {
      throw new Refusal(kafka.refusal(e), e);
    }
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    Map<String, List<PartitionInfo>> topics = consumer.listTopics(ANSWER_LIMIT);
    List<PartitionInfo> partitions = topics.get(topic);
    if (partitions == null) {
      TreeSet<String> visible = new TreeSet<>(topics.keySet());
      visible.removeIf(name -> name.startsWith("__"));
      throw new Refusal(
          "There is no topic '%s'. There are: %s.".formatted(topic, String.join(", ", visible)));
    }
    return partitions.stream()
        .map(each -> new TopicPartition(each.topic(), each.partition()))
        .toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> byTime(
      ConsumerRecords<byte[], byte[]> records) {
    List<ConsumerRecord<byte[], byte[]>> sorted = new ArrayList<>(records.count());
    records.forEach(sorted::add);
    sorted.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
    return sorted;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = kafka.properties();
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_LIMIT.toMillis());
    return settings;
  }
}

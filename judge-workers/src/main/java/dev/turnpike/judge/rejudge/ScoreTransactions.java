package dev.turnpike.judge.rejudge;

import dev.turnpike.events.TurnScore;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.KafkaClients;
import dev.turnpike.platform.KafkaProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka transactions that hold scores, and in the offset of a group that nobody is a member of the
 * name of their batch: they are there both or neither. All runs share one transactional id, so that
 * beginning ends what the run before left open; who calls sees to it that it is the only one.
 *
 * <p>After a failure the next call begins with a new producer, which settles what the former left
 * open.
 */
final class ScoreTransactions implements Announcer.Transactions, AutoCloseable {

  private static final String ID = "judge-rejudge";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final Map<String, Object> client;

  /** For the group; it reads nothing. */
  private final Consumer<String, byte[]> group;

  private final EventRecords<TurnScore> records;
  private final TopicPartition place;
  private @Nullable Producer<byte[], byte[]> producer;
  private String last = "";

  /**
   * @param topic of the scores
   */
  ScoreTransactions(
      KafkaProperties kafka, KafkaClients clients, EventRecords<TurnScore> records, String topic) {
    this.client = client(kafka);
    this.group = clients.consumer(ID + "-group", Map.of(ConsumerConfig.GROUP_ID_CONFIG, ID));
    this.records = records;
    this.place = new TopicPartition(topic, 0);
  }

  private static Map<String, Object> client(KafkaProperties kafka) {
    Map<String, Object> client = new HashMap<>();
    client.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000); // readers of the topic wait
    client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000); // so does who wants to be forgotten
    client.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
    client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
    client.putAll(kafka.client());
    client.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, ID);
    client.put(ProducerConfig.ACKS_CONFIG, "all");
    return client;
  }

  @Override
  public String last() {
    var _ = open();
    return last;
  }

  @Override
  public void write(Iterable<TurnScore> scores, String name) {
    var writer = open();
    try {
      writer.beginTransaction();
      for (var score : scores) {
        var _ = writer.send(records.record(score.getTurnId().toString(), score));
      }
      writer.sendOffsetsToTransaction(
          Map.of(place, new OffsetAndMetadata(0, name)), group.groupMetadata());
      writer.commitTransaction();
      last = name;
    } catch (KafkaException e) {
      closeProducer();
      throw e;
    }
  }

  @Override
  public void close() {
    closeProducer();
    group.close();
  }

  private void closeProducer() {
    if (producer != null) {
      producer.close(CLOSE);
      producer = null;
    }
  }

  private Producer<byte[], byte[]> open() {
    if (producer == null) {
      var opened =
          new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
      try {
        opened.initTransactions(); // after it, no transaction of another is open
        last = read();
        producer = opened;
      } catch (RuntimeException e) {
        opened.close(CLOSE);
        throw e;
      }
    }
    return producer;
  }

  private String read() {
    var offset = group.committed(Set.of(place), PATIENCE).get(place);
    return offset == null ? "" : offset.metadata();
  }
}

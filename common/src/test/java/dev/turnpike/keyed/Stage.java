package dev.turnpike.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A topic with its outcome and dead-letter topics and a group, and the consumers that read it. */
final class Stage implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  final String topic = "input-" + COUNT.incrementAndGet();
  final String outcomes = topic + "-outcomes";
  final String deadLetters = topic + ".dlt";
  final String group = topic + "-group";
  final String bootstrapServers;
  final Admin admin;
  final MeterRegistry meters = new SimpleMeterRegistry();
  private final Producer<byte[], byte[]> producer;
  private final Consumer<String, String> reader;
  private final List<KeyedConsumer> consumers = new ArrayList<>();

  Stage(String bootstrapServers, int partitions) throws Exception {
    this.bootstrapServers = bootstrapServers;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    this.producer = producer(Map.of());
    var topics =
        List.of(
            new NewTopic(topic, Optional.of(partitions), Optional.empty()),
            new NewTopic(outcomes, Optional.of(4), Optional.empty()),
            new NewTopic(deadLetters, Optional.of(1), Optional.empty()));
    admin.createTopics(topics).all().get();
    topics.forEach(created -> awaitLeaders(created.name(), created.numPartitions()));
    this.reader =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer());
  }

  /**
   * An idempotent producer that writes to a partition which has no leader yet may be stuck for two
   * minutes: its pipelined batches are refused as out of sequence.
   */
  private void awaitLeaders(String name, int partitions) {
    var wanted = new HashMap<TopicPartition, OffsetSpec>();
    for (int i = 0; i < partitions; i++) {
      wanted.put(new TopicPartition(name, i), OffsetSpec.latest());
    }
    await().ignoreExceptions().until(() -> admin.listOffsets(wanted).all().get() != null);
  }

  Producer<byte[], byte[]> producer(Map<String, Object> extra) {
    var config = new HashMap<String, Object>(extra);
    config.put("bootstrap.servers", bootstrapServers);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  void send(String key, String value) {
    send(new ProducerRecord<>(topic, bytes(key), bytes(value)));
  }

  void send(ProducerRecord<byte[], byte[]> record) {
    var _ = producer.send(record);
  }

  /** Sends {@code perKey} values {@code key:0}, {@code key:1}, … for each key, keys interleaved. */
  List<String> sendRounds(List<String> keys, int perKey) {
    var sent = new ArrayList<String>();
    for (int i = 0; i < perKey; i++) {
      for (var key : keys) {
        sent.add(key + ":" + i);
        send(key, key + ":" + i);
      }
    }
    producer.flush();
    return sent;
  }

  /** Quick to notice a rebalance, so that tests are quick. */
  KeyedSettings.Builder settings() {
    return settings(Map.of("heartbeat.interval.ms", "200"));
  }

  KeyedSettings.Builder settings(Map<String, String> client) {
    var config = new HashMap<>(client);
    config.put("bootstrap.servers", bootstrapServers);
    return KeyedSettings.reading(topic, group, deadLetters, config)
        .commitInterval(Duration.ofMillis(10));
  }

  KeyedConsumer start(KeyedSettings.Builder settings, RecordHandler handler) {
    return keep(KeyedConsumer.start(settings.build(), handler, meters));
  }

  KeyedConsumer keep(KeyedConsumer consumer) {
    consumers.add(consumer);
    return consumer;
  }

  /** The outcome that tests publish: the record's value under its key. */
  Outcome echo(ConsumerRecord<byte[], byte[]> record) {
    return Outcome.publishing(new ProducerRecord<>(outcomes, record.key(), record.value()));
  }

  /** Waits until every expected value is among the committed outcomes, and each of them once. */
  List<ConsumerRecord<String, String>> awaitOutcomes(List<String> expected) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> committed(outcomes).size() >= expected.size());
    var records = committed(outcomes);
    assertThat(records.stream().map(ConsumerRecord::value))
        .containsExactlyInAnyOrderElementsOf(expected);
    return records;
  }

  /** All that a read-committed consumer sees of a topic now, in order within a partition. */
  List<ConsumerRecord<String, String>> committed(String name) {
    var partitions =
        reader.partitionsFor(name).stream()
            .map(partition -> new TopicPartition(name, partition.partition()))
            .toList();
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
    var end = reader.endOffsets(partitions);
    var records = new ArrayList<ConsumerRecord<String, String>>();
    while (end.entrySet().stream().anyMatch(e -> reader.position(e.getKey()) < e.getValue())) {
      reader.poll(Duration.ofMillis(100)).forEach(records::add);
    }
    return records;
  }

  double gauge(String name) {
    return meters.get("turnpike.keyed." + name).gauge().value();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static String value(ConsumerRecord<byte[], byte[]> record) {
    return text(record.value());
  }

  static String key(ConsumerRecord<byte[], byte[]> record) {
    return text(record.key());
  }

  @Override
  public void close() throws ExecutionException, InterruptedException {
    consumers.forEach(KeyedConsumer::close);
    producer.close();
    reader.close();
    admin.deleteTopics(List.of(topic, outcomes, deadLetters)).all().get();
    admin.close();
  }
}

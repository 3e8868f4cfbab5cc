package dev.turnpike.bench.analytics;

import dev.turnpike.operations.running.Endpoints;
import dev.turnpike.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Sees probes in {@code analytics.rollups}, by their keys, as a read-committed consumer does. */
final class TopicWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Thread thread;
  private volatile Probes probes = new Probes();
  private volatile boolean stopped;

  TopicWatch(Endpoints endpoints) {
    consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", endpoints.bootstrapServers(),
                "isolation.level", "read_committed",
                "enable.auto.commit", "false"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.ANALYTICS_ROLLUPS.name()).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    thread = Thread.ofPlatform().name("topic-watch").start(this::run);
  }

  /** Whom to tell from now on. */
  void tell(Probes next) {
    probes = next;
  }

  private void run() {
    while (!stopped) {
      consumer.poll(POLL).forEach(record -> see(record.key()));
    }
    consumer.close();
  }

  /** A key is granularity, start, kind, agent and more, between bars. */
  private void see(String key) {
    String[] parts = key.split("\\|", 5);
    if (parts[0].equals("minute") && parts.length > 3 && parts[3].startsWith("probe-")) {
      probes.seen(parts[3]);
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join();
  }
}

package dev.turnpike.keyed;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The records of one partition, their keys taking turns: as a poll gives them. */
final class Deliveries {

  static final TopicPartition PARTITION = new TopicPartition("chat.requests", 0);

  private static final byte[] VALUE = new byte[512];

  private final List<byte[]> keys;
  private long next;

  Deliveries(int keys) {
    this.keys =
        IntStream.range(0, keys)
            .mapToObj(number -> new UUID(number * 0x9E3779B97F4A7C15L, number).toString())
            .map(key -> key.getBytes(StandardCharsets.US_ASCII))
            .toList();
  }

  static KeyedSettings settings() {
    return KeyedSettings.reading(PARTITION.topic(), "bench", "bench.dlt", Map.of()).build();
  }

  ConsumerRecord<byte[], byte[]> next() {
    var key = keys.get((int) (next % keys.size()));
    return new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), next++, key, VALUE);
  }
}

package dev.turnpike.ingress;

import dev.turnpike.keyed.DeadLetters;
import dev.turnpike.keyed.PoisonRecordException;
import dev.turnpike.testing.TestPlatform;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes dead letters as the services do, of a record that some test invents. */
public final class PutLetter {
  private PutLetter() {}

  /**
   * Of a topic's partition 0.
   *
   * @return its offset in the dead-letter topic
   */
  public static long of(String topic, String key, byte[] value) {
    return put(
        new DeadLetters(topic + ".dlt", "a-group", 1_000_000)
            .letter(
                record(topic, key, value),
                "unreadable",
                new PoisonRecordException("unreadable", "It has no schema.")));
  }

  /** One that was too large to keep its value. */
  public static long withoutValue(String topic, String key) {
    return put(
        new DeadLetters(topic + ".dlt", "a-group", 10)
            .letter(
                record(topic, key, new byte[100]),
                "always_fails",
                new IllegalStateException("secret text")));
  }

  private static ConsumerRecord<byte[], byte[]> record(String topic, String key, byte[] value) {
    var headers = new RecordHeaders();
    headers.add("traceparent", "00-ab".getBytes(StandardCharsets.UTF_8));
    return new ConsumerRecord<>(
        topic,
        0,
        4711,
        System.currentTimeMillis(),
        TimestampType.CREATE_TIME,
        key.length(),
        value.length,
        key.getBytes(StandardCharsets.UTF_8),
        value,
        headers,
        Optional.empty());
  }

  public static long put(ProducerRecord<byte[], byte[]> letter) {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers", TestPlatform.shared().bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      return producer.send(letter).get().offset();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

package dev.turnpike.testing;

import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topic;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes events, and bytes that are none, to one of Turnpike's topics on the shared platform. */
public final class TopicWriter<V extends SpecificRecord> implements AutoCloseable {

  private final Topic<V> topic;
  private final EventSerde<V> serde;
  private final KafkaProducer<String, byte[]> producer;

  private TopicWriter(Topic<V> topic, TestPlatform platform) {
    this.topic = topic;
    this.serde = EventSerde.of(topic, platform.schemaRegistry());
    this.producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", platform.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  public static <V extends SpecificRecord> TopicWriter<V> to(Topic<V> topic) {
    return new TopicWriter<>(topic, TestPlatform.shared());
  }

  /** Returns when the broker has it. */
  public RecordMetadata write(String key, V event) {
    return writeBytes(key, serde.serialize(event));
  }

  /** Returns when the broker has them. */
  public RecordMetadata writeBytes(String key, byte[] value) {
    try {
      return producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Could not write to " + topic, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}

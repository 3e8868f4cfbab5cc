package dev.turnpike.analytics;

import dev.turnpike.embedded.broker.EmbeddedBroker;
import dev.turnpike.embedded.registry.EmbeddedRegistry;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.RegistrySettings;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.provisioning.Provisioner;
import dev.turnpike.testing.TopicReader;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A broker and a registry of a test's own, since on the shared one what other tests write decides
 * what is late.
 */
final class Island implements AutoCloseable {

  private final EmbeddedBroker broker;
  private final EmbeddedRegistry registry;
  private final SchemaRegistry client;
  private final KafkaProducer<String, byte[]> producer;

  Island(Path folder) {
    broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
    registry = EmbeddedRegistry.start(folder.resolve("registry.journal"), 0);
    client = SchemaRegistry.connect(RegistrySettings.of(registry.url()));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new Provisioner(admin, client, 1).provision();
    }
    producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Writes in the order of the calls. */
  <T extends SpecificRecord> void write(Topic<T> topic, int partition, T event) {
    byte[] bytes = EventSerde.of(topic, client).serialize(event);
    var _ = producer.send(new ProducerRecord<>(topic.name(), partition, "key", bytes));
  }

  /** What is in a topic, and what follows. */
  <T extends SpecificRecord> TopicReader<T> reader(Topic<T> topic) {
    return TopicReader.fromBeginning(
        broker.bootstrapServers(), topic.name(), EventSerde.of(topic, client).deserializer());
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  String[] serviceArguments() {
    return new String[] {
      "--server.port=0",
      "--server.address=127.0.0.1",
      "--turnpike.kafka.bootstrap-servers=" + broker.bootstrapServers(),
      "--turnpike.registry.url=" + registry.url()
    };
  }

  @Override
  public void close() {
    producer.close();
    client.close();
    registry.close();
    broker.close();
  }
}

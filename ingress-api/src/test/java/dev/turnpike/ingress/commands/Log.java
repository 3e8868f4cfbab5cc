package dev.turnpike.ingress.commands;

import dev.turnpike.events.TurnCommand;
import dev.turnpike.schemas.Compatibility;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A command log whose producer does what a test says. */
final class Log {
  final MockProducer<String, byte[]> producer;
  final EventSerde<TurnCommand> serde = EventSerde.of(Topics.CHAT_REQUESTS, new OneSchema());
  final CommandLog commands;

  Log() {
    this(false);
  }

  /**
   * @param prompt whether it acknowledges by itself
   */
  Log(boolean prompt) {
    producer = new MockProducer<>(prompt, null, new StringSerializer(), new ByteArraySerializer());
    commands = new CommandLog(producer, serde);
  }

  List<TurnCommand> sent() {
    return producer.history().stream().map(each -> serde.deserialize(each.value())).toList();
  }

  /** A registry that knows the one schema that is asked for. */
  private static final class OneSchema implements SchemaRegistry {
    @Override
    public int idOf(String subject, Schema schema) {
      return 1;
    }

    @Override
    public Schema schemaOf(int id) {
      return Topics.CHAT_REQUESTS.schema();
    }

    @Override
    public int register(String subject, Schema schema) {
      return 1;
    }

    @Override
    public boolean isRegistered(String subject, Schema schema) {
      return true;
    }

    @Override
    public boolean hasSubject(String subject) {
      return true;
    }

    @Override
    public Optional<String> incompatibility(String subject, Schema schema) {
      return Optional.empty();
    }

    @Override
    public Optional<Compatibility> compatibilityOf(String subject) {
      return Optional.empty();
    }

    @Override
    public void setCompatibility(String subject, Compatibility compatibility) {}

    @Override
    public String address() {
      return "memory";
    }

    @Override
    public void close() {}
  }
}

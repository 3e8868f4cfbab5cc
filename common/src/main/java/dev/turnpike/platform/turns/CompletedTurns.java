package dev.turnpike.platform.turns;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.keyed.KeyedConsumer;
import dev.turnpike.keyed.KeyedSettings;
import dev.turnpike.keyed.Outcome;
import dev.turnpike.keyed.RecordHandler;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.KafkaProperties;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import dev.turnpike.telemetry.LogContext;
import dev.turnpike.telemetry.TracedRecords;
import dev.turnpike.telemetry.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Reads {@code turns.completed} for one service while its application runs, and gives each turn to
 * a {@link TurnHandler}.
 */
public final class CompletedTurns implements SmartLifecycle {

  /** Whether the turns of one user are handled one after the other. */
  public enum Order {
    PER_USER,
    NONE
  }

  private final KeyedSettings settings;
  private final RecordHandler handler;
  private final MeterRegistry meters;
  private final Duration grace;
  private @Nullable KeyedConsumer consumer; // guarded by this

  public CompletedTurns(
      CompletedTurnsProperties properties,
      KafkaProperties kafka,
      SchemaRegistry registry,
      MeterRegistry meters,
      Tracing tracing,
      Order order,
      TurnHandler handler) {
    this.settings = settings(properties, kafka, order);
    this.handler =
        TracedRecords.of(
            tracing,
            properties.group(),
            new Reader(EventRecords.of(Topics.TURNS_COMPLETED, registry), handler));
    this.meters = meters;
    this.grace = properties.grace();
  }

  @Override
  public synchronized void start() {
    if (consumer == null) {
      consumer = KeyedConsumer.start(settings, handler, meters);
    }
  }

  @Override
  public synchronized void stop() {
    if (consumer != null) {
      consumer.close(grace);
      consumer = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return consumer != null;
  }

  private static KeyedSettings settings(
      CompletedTurnsProperties properties, KafkaProperties kafka, Order order) {
    var client = kafka.client();
    // A turn holds a whole conversation step: few at a time, so that the limit is not overshot.
    client.putIfAbsent(
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        Integer.toString(Math.min(properties.maxInFlight(), 100)));
    var topic = Topics.TURNS_COMPLETED;
    return KeyedSettings.reading(topic.name(), properties.group(), topic.deadLetterTopic(), client)
        .maxInFlight(properties.maxInFlight())
        .commitInterval(properties.commitInterval())
        .outage(EventRecords::isOutage)
        .express(record -> order == Order.NONE)
        .build();
  }

  /** Decodes where it is handled, so that what can't be read is dead-lettered. */
  private record Reader(EventRecords<CompletedTurn> turns, TurnHandler handler)
      implements RecordHandler {

    @Override
    public Outcome handle(ConsumerRecord<byte[], byte[]> record) throws Exception {
      var turn = turns.read(record);
      LogContext.of(turn).put(); // until the record's thread ends
      return handler.handle(
          new DeliveredTurn(turn, record.topic(), record.partition(), record.offset()));
    }
  }
}

package dev.turnpike.judge.langfuse;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.TurnScore;
import dev.turnpike.keyed.KeyedConsumer;
import dev.turnpike.keyed.KeyedSettings;
import dev.turnpike.keyed.Outcome;
import dev.turnpike.keyed.PoisonRecordException;
import dev.turnpike.keyed.RecordHandler;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.KafkaProperties;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import dev.turnpike.telemetry.TraceParent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Passes the log's turns and scores on to Langfuse, while the application runs and if it is
 * configured. It reads in groups of its own, so nothing that it does or waits for touches judging;
 * an outage of Langfuse is waited out, with a bounded number of records in flight and the rest in
 * the log. At least once: what is sent twice has the same ids.
 */
public final class LangfusePush implements SmartLifecycle {

  private static final int MOST_IN_FLIGHT = 200;
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** Tells of whom nothing may be passed on. */
  public interface Forgotten {

    boolean is(String userId, Instant at);
  }

  private final LangfuseProperties properties;
  private final KafkaProperties kafka;
  private final SchemaRegistry registry;
  private final MeterRegistry meters;
  private final Forgotten forgotten;
  private final LangfuseEvents events;
  private final List<AutoCloseable> running = new ArrayList<>(); // guarded by this

  public LangfusePush(
      LangfuseProperties properties,
      KafkaProperties kafka,
      SchemaRegistry registry,
      MeterRegistry meters,
      Forgotten forgotten) {
    this.properties = properties;
    this.kafka = kafka;
    this.registry = registry;
    this.meters = meters;
    this.forgotten = forgotten;
    this.events = new LangfuseEvents(properties.content(), properties.otlp());
  }

  @Override
  public synchronized void start() {
    if (!properties.isOn() || isRunning()) {
      return;
    }
    var outbox = new LangfuseOutbox(new LangfuseApi(properties), meters);
    var turns = consumer(Topics.TURNS_COMPLETED, "-turns", outbox, this::of);
    var scores = consumer(Topics.TURNS_SCORED, "-scores", outbox, this::of);
    running.add(() -> turns.close(GRACE));
    running.add(() -> scores.close(GRACE));
    running.add(outbox);
  }

  @Override
  public synchronized void stop() {
    for (var each : running) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("Can't stop passing on to Langfuse", e);
      }
    }
    running.clear();
  }

  @Override
  public synchronized boolean isRunning() {
    return !running.isEmpty();
  }

  /** An event in the words of Langfuse. */
  private interface Translation<T> {

    /**
     * @param place of its record in a trace; null for none
     */
    List<LangfuseEvent> of(T event, @Nullable TraceParent place);
  }

  private List<LangfuseEvent> of(CompletedTurn turn, @Nullable TraceParent place) {
    return forgotten.is(turn.getUserId(), turn.getTimings().getAcceptedAt())
        ? List.of()
        : events.of(turn);
  }

  private List<LangfuseEvent> of(TurnScore score, @Nullable TraceParent place) {
    return forgotten.is(score.getUserId(), score.getScoredAt())
        ? List.of()
        : List.of(events.of(score, place));
  }

  private <T extends SpecificRecord> KeyedConsumer consumer(
      Topic<T> topic, String group, LangfuseOutbox outbox, Translation<T> as) {
    var client = kafka.client();
    client.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "100");
    var settings =
        KeyedSettings.reading(
                topic.name(), properties.group() + group, topic.deadLetterTopic(), client)
            .maxInFlight(MOST_IN_FLIGHT)
            .commitInterval(Duration.ofSeconds(1))
            .outage(EventRecords::isOutage)
            .express(_ -> true)
            .build();
    return KeyedConsumer.start(
        settings, handler(EventRecords.of(topic, registry), outbox, as), meters);
  }

  private static <T extends SpecificRecord> RecordHandler handler(
      EventRecords<T> records, LangfuseOutbox outbox, Translation<T> as) {
    return record -> {
      try {
        outbox.push(as.of(records.read(record), TraceParent.in(record.headers())));
        return Outcome.nothing();
      } catch (LangfuseRefusal e) {
        throw new PoisonRecordException("langfuse_refused", String.valueOf(e.getMessage()));
      }
    };
  }
}

package dev.turnpike.analytics.flow;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Rollup;
import dev.turnpike.events.ScoreAlert;
import dev.turnpike.events.TurnScore;
import dev.turnpike.platform.KafkaProperties;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** The topology without Kafka, one partition of everything, and a clock that is moved by hand. */
final class DrivenFlow implements AutoCloseable {

  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  static final FlowProperties PROPERTIES =
      new FlowProperties(
          "test",
          "",
          1,
          0,
          1,
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofMillis(500),
          Duration.ofHours(3),
          Duration.ofHours(6),
          "");
  static final AlertProperties ALERTS =
      new AlertProperties(
          Duration.ofMinutes(10),
          Duration.ofMinutes(1),
          3,
          Map.of("tone", new AlertProperties.Band(0.5, 1)));

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private final NotedRegistry registry = new NotedRegistry();
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, byte[]> turns;
  private final TestInputTopic<String, byte[]> scores;
  private final TestOutputTopic<String, Rollup> rollups;
  private final TestOutputTopic<String, ScoreAlert> alerts;
  private Instant now = START;
  private boolean isAtTheEnd = true;

  DrivenFlow(Path folder) {
    this(folder, 1);
  }

  /**
   * @param sources how many partitions each topic is said to have; only the first is there
   */
  DrivenFlow(Path folder, int sources) {
    InstantSource time = () -> now;
    Clock clock = time.withZone(ZoneOffset.UTC);
    Sources counts = new Sources(sources, sources, 1);
    Properties settings =
        StreamsSettings.of(
            PROPERTIES,
            new KafkaProperties("nowhere:1", Map.of()),
            counts,
            new StreamsSettings.Place("nowhere:1", meters));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    driver =
        new TopologyTestDriver(
            new AnalyticsTopology(
                    PROPERTIES,
                    ALERTS,
                    registry,
                    new FlowMeters(meters, clock),
                    clock,
                    (_, _) -> isAtTheEnd)
                .build(counts),
            settings,
            START);
    turns = input(Topics.TURNS_COMPLETED.name());
    scores = input(Topics.TURNS_SCORED.name());
    rollups =
        driver.createOutputTopic(
            Topics.ANALYTICS_ROLLUPS.name(),
            new StringDeserializer(),
            EventSerde.of(Topics.ANALYTICS_ROLLUPS, registry).deserializer());
    alerts =
        driver.createOutputTopic(
            Topics.ANALYTICS_ALERTS.name(),
            new StringDeserializer(),
            EventSerde.of(Topics.ANALYTICS_ALERTS, registry).deserializer());
  }

  void turn(CompletedTurn turn) {
    turnBytes(EventSerde.of(Topics.TURNS_COMPLETED, registry).serialize(turn));
  }

  void turnBytes(byte[] value) {
    turns.pipeInput("user", value);
  }

  void score(TurnScore score) {
    scores.pipeInput("turn", EventSerde.of(Topics.TURNS_SCORED, registry).serialize(score));
  }

  /** Lets time pass, in steps of a second up to a minute, and of a minute beyond. */
  void pass(Duration duration) {
    Instant until = now.plus(duration);
    while (now.isBefore(until)) {
      Duration left = Duration.between(now, until);
      Duration step = left.toSeconds() > 60 ? Duration.ofMinutes(1) : Duration.ofSeconds(1);
      now = now.plus(step);
      driver.advanceWallClockTime(step);
    }
  }

  /** More is in the log, though it does not come. */
  void fallBehind() {
    isAtTheEnd = false;
  }

  Instant now() {
    return now;
  }

  /** Since it was asked last. */
  List<KeyValue<String, Rollup>> rollups() {
    return rollups.readKeyValuesToList();
  }

  List<ScoreAlert> alerts() {
    return alerts.readValuesToList();
  }

  double count(String meter, String kind) {
    var counter = meters.find(meter).tag("kind", kind).counter();
    return counter == null ? 0 : counter.count();
  }

  long storedWindows(String store, Family family) {
    try (var all =
        driver
            .<StoreKey, Rollup>getKeyValueStore(store)
            .range(StoreKey.before(family, 0), StoreKey.before(family, Long.MAX_VALUE))) {
      long count = 0;
      while (all.hasNext()) {
        all.next();
        count++;
      }
      return count;
    }
  }

  private TestInputTopic<String, byte[]> input(String topic) {
    return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
  }

  @Override
  public void close() {
    driver.close();
  }
}

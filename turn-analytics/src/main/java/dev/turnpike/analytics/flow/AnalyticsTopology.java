package dev.turnpike.analytics.flow;

import dev.turnpike.analytics.rollup.Kind;
import dev.turnpike.events.Rollup;
import dev.turnpike.events.ScoreAlert;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * How turns and scores become rollups and alerts.
 *
 * <pre>
 *  turns.completed ─▶ turns-intake ─▶ turns-entries ─▶ turns-counting ─▶ analytics.rollups
 *                     seen, progress  (by dimensions)  windows, marks
 *  turns.scored ────▶ scores-intake ▶ scores-entries ▶ scores-counting ▶ analytics.rollups
 *                                                      alerts         └▶ analytics.alerts
 * </pre>
 *
 * All operators and stores have names, so that those of internal topics and of saved state stay.
 */
public final class AnalyticsTopology {

  static final String ROLLUPS_SINK = "rollups";
  static final String ALERTS_SINK = "alerts";

  private final FlowProperties properties;
  private final AlertProperties alerts;
  private final SchemaRegistry registry;
  private final FlowMeters meters;
  private final Clock clock;
  private final Progress reading;

  public AnalyticsTopology(
      FlowProperties properties,
      AlertProperties alerts,
      SchemaRegistry registry,
      FlowMeters meters,
      Clock clock,
      Progress reading) {
    this.properties = properties;
    this.alerts = alerts;
    this.registry = registry;
    this.meters = meters;
    this.clock = clock;
    this.reading = reading;
  }

  /** The store that rollups of a kind are in. */
  public static String windowsStore(Kind kind) {
    return kind.label() + "-windows";
  }

  /** The store that alerts are in. */
  public static String alertsStore() {
    return Input.SCORES.name("alerts");
  }

  /** The internal topic whose partitions are those of the stores of a kind. */
  public static String entriesTopic(String application, Kind kind) {
    return "%s-%s-entries-repartition".formatted(application, kind.label());
  }

  /**
   * @param sources of each topic that is read, how many partitions it has
   */
  public Topology build(Sources sources) {
    StreamsBuilder builder = new StreamsBuilder();
    add(builder, Input.TURNS, sources.turns(), null);
    add(builder, Input.SCORES, sources.scores(), alerts);
    Topology topology = builder.build();
    addRollups(topology, Input.TURNS);
    addRollups(topology, Input.SCORES);
    topology.addSink(
        ALERTS_SINK,
        Topics.ANALYTICS_ALERTS.name(),
        new StringSerializer(),
        EventValues.ofTopic(Topics.ANALYTICS_ALERTS, registry).serializer(),
        Input.SCORES.name("counting"));
    return topology;
  }

  private <V extends SpecificRecord> void add(
      StreamsBuilder builder, Input<V> input, int sources, @Nullable AlertProperties alerting) {
    Serde<Rollup> rollups = EventValues.internal(Topics.ANALYTICS_ROLLUPS, registry);
    addStores(builder, input, rollups);
    String[] counted =
        alerting == null
            ? new String[] {input.name("windows"), input.name("marks")}
            : new String[] {input.name("windows"), input.name("marks"), input.name("alerts")};
    builder.stream(
            input.topic().name(),
            Consumed.with(Serdes.ByteArray(), EventValues.ofTopic(input.topic(), registry))
                .withName(input.name("source"))
                .withTimestampExtractor(new EventTime<>(input, clock))
                .withOffsetResetPolicy(AutoOffsetReset.earliest()))
        .process(
            () -> new Intake<>(input, properties, meters, reading),
            Named.as(input.name("intake")),
            input.name("seen"),
            input.name("progress"))
        .repartition(
            Repartitioned.<String, Rollup>as(input.name("entries"))
                .withKeySerde(Serdes.String())
                .withValueSerde(rollups)
                .withStreamPartitioner(new Placement())
                .withNumberOfPartitions(properties.partitions()))
        .process(
            () -> new Windows(input, properties, meters, sources, alerting),
            Named.as(input.name("counting")),
            counted);
  }

  private void addStores(StreamsBuilder builder, Input<?> input, Serde<Rollup> rollups) {
    builder.addStateStore(
        Stores.windowStoreBuilder(
            Stores.persistentWindowStore(
                input.name("seen"),
                Intake.seenFor(input.kind(), properties),
                Duration.ofMillis(1),
                false),
            Serdes.String(),
            Serdes.ByteArray()));
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(input.name("progress")),
                Serdes.String(),
                Serdes.Long())
            .withCachingEnabled());
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(input.name("windows")), StoreKey.serde(), rollups)
            .withCachingEnabled());
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(input.name("marks")), Serdes.String(), Serdes.Long())
            .withCachingEnabled());
    if (input.kind() == Kind.SCORES) {
      Serde<ScoreAlert> scoreAlerts = EventValues.internal(Topics.ANALYTICS_ALERTS, registry);
      builder.addStateStore(
          Stores.keyValueStoreBuilder(
              Stores.persistentKeyValueStore(input.name("alerts")), StoreKey.serde(), scoreAlerts));
    }
  }

  private void addRollups(Topology topology, Input<?> input) {
    topology.addSink(
        input.name(ROLLUPS_SINK),
        Topics.ANALYTICS_ROLLUPS.name(),
        new StringSerializer(),
        EventValues.ofTopic(Topics.ANALYTICS_ROLLUPS, registry).serializer(),
        input.name("counting"));
  }
}

package dev.turnpike.analytics.flow;

import dev.turnpike.analytics.rollup.Rollups;
import dev.turnpike.events.Granularity;
import dev.turnpike.events.Rollup;
import dev.turnpike.events.ScoreAlert;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Counts entries in windows. Publishes every window that has changed, now and then, and once more
 * when it is closed; then the alerts that follow.
 *
 * <p>A window is closed when all partitions of the input have come past its end by the grace: then
 * nothing more of it can come, see {@link Intake}. So nothing is late here that was not late there,
 * and a final rollup is final.
 *
 * <p>What was counted and not published yet when a task moves or starts over is published by
 * whoever takes over: all windows that are still open count as changed then.
 */
final class Windows implements Processor<String, Rollup, String, SpecificRecord> {

  /** Windows that are closed or deleted at once; the rest follows the next time. */
  static final int MOST_AT_ONCE = 5_000;

  private static final Duration EXPIRY_INTERVAL = Duration.ofMinutes(1);

  private final Input<?> input;
  private final FlowProperties properties;
  private final FlowMeters meters;
  private final int sources;
  private final @Nullable AlertProperties alerts;
  private final Set<StoreKey> changed = new LinkedHashSet<>();
  private final Map<Granularity, Long> closed = new EnumMap<>(Granularity.class);

  // Set by init, which is called again when a task starts over. All of the task's thread.
  @SuppressWarnings("NullAway.Init")
  private ProcessorContext<String, SpecificRecord> context;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<StoreKey, Rollup> windows;

  @SuppressWarnings("NullAway.Init")
  private Marks marks;

  private @Nullable BandWatch bands;

  /**
   * @param sources how many partitions the input has
   * @param alerts null: there are none
   */
  Windows(
      Input<?> input,
      FlowProperties properties,
      FlowMeters meters,
      int sources,
      @Nullable AlertProperties alerts) {
    this.input = input;
    this.properties = properties;
    this.meters = meters;
    this.sources = sources;
    this.alerts = alerts;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    this.context = context;
    windows = context.getStateStore(input.name("windows"));
    marks = new Marks(context.getStateStore(input.name("marks")), sources);
    if (alerts != null) {
      bands = new BandWatch(alerts, windows, context.getStateStore(input.name("alerts")));
    }
    changed.clear();
    for (Granularity granularity : Rollups.GRANULARITIES) {
      closed.put(granularity, marks.closed(granularity.name()));
      changed.addAll(Span.from(windows, Family.of(granularity), marks.closed(granularity.name())));
    }
    context.schedule(properties.publishInterval(), PunctuationType.WALL_CLOCK_TIME, _ -> publish());
    context.schedule(EXPIRY_INTERVAL, PunctuationType.WALL_CLOCK_TIME, _ -> expire());
  }

  @Override
  public void process(Record<String, Rollup> record) {
    if (Marker.isOne(record.key())) {
      marks.tell(record.key(), record.timestamp());
      return;
    }
    for (Granularity granularity : Rollups.GRANULARITIES) {
      count(record, granularity);
    }
    if (changed.size() >= MOST_AT_ONCE) {
      publishChanged();
    }
  }

  private void count(Record<String, Rollup> record, Granularity granularity) {
    long start = Rollups.start(granularity, record.timestamp());
    if (start < closed.getOrDefault(granularity, 0L)) {
      meters.late(input.kind(), record.key());
      return;
    }
    StoreKey key = new StoreKey(Family.of(granularity), start, record.key());
    windows.put(key, Rollups.plus(windows.get(key), record.value(), granularity, start));
    changed.add(key);
  }

  private void publish() {
    OptionalLong watermark = marks.watermark();
    if (watermark.isPresent()) {
      meters.watermark(input.kind(), context.taskId().partition(), watermark.getAsLong());
      for (Granularity granularity : Rollups.GRANULARITIES) {
        close(granularity, watermark.getAsLong() - properties.grace(input.kind()).toMillis());
      }
    }
    publishChanged();
    if (bands != null) {
      bands.look(marks).forEach(this::alert);
    }
  }

  private void alert(ScoreAlert alert) {
    context.forward(
        new Record<>(ScoreGroup.of(alert).text(), alert, context.currentSystemTimeMs()),
        AnalyticsTopology.ALERTS_SINK);
  }

  /** At most so many at once, so that the transaction ends in time; the rest stays changed. */
  private void publishChanged() {
    Iterator<StoreKey> keys = changed.iterator();
    for (int left = MOST_AT_ONCE; left > 0 && keys.hasNext(); left--) {
      Rollup rollup = windows.get(keys.next());
      keys.remove();
      if (rollup != null) {
        forward(rollup);
      }
    }
  }

  /** Closes the windows that end at a time or before. */
  private void close(Granularity granularity, long until) {
    long from = closed.getOrDefault(granularity, 0L);
    long to = Rollups.start(granularity, Math.max(0, until));
    if (to <= from) {
      return;
    }
    Span ending = Span.read(windows, Family.of(granularity), from, to, MOST_AT_ONCE);
    for (StoreKey key : ending.keys()) {
      Rollup rollup = windows.get(key);
      if (rollup != null) {
        Rollup end = Rollups.closed(rollup);
        windows.put(key, end);
        changed.remove(key);
        forward(end);
      }
    }
    closed.put(granularity, ending.end());
    marks.close(granularity.name(), ending.end());
  }

  /** Another instance counts this partition from now on. */
  @Override
  public void close() {
    if (context != null) {
      meters.forget(input.kind(), context.taskId().partition());
    }
  }

  private void forward(Rollup rollup) {
    context.forward(
        new Record<>(Rollups.key(rollup), rollup, context.currentSystemTimeMs()),
        input.name(AnalyticsTopology.ROLLUPS_SINK));
  }

  private void expire() {
    OptionalLong watermark = marks.watermark();
    if (watermark.isPresent()) {
      for (Granularity granularity : Rollups.GRANULARITIES) {
        long before = watermark.getAsLong() - properties.retention(granularity).toMillis();
        Span.read(windows, Family.of(granularity), 0, Math.max(0, before), MOST_AT_ONCE)
            .keys()
            .forEach(windows::delete);
      }
      if (bands != null) {
        bands.expire(watermark.getAsLong() - properties.hourRetention().toMillis());
      }
    }
  }
}

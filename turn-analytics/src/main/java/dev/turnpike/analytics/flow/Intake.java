package dev.turnpike.analytics.flow;

import dev.turnpike.analytics.rollup.Dimensions;
import dev.turnpike.analytics.rollup.Kind;
import dev.turnpike.events.Rollup;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Takes in one partition of a topic: leaves out evaluations, what came before, and what is late,
 * and passes on what is counted of the rest, under its dimensions, without any text.
 *
 * <p>Its watermark is the time of the newest event, or a while before now once the partition has
 * been read to its end for that while. Late is what happened more than the grace before it. Both
 * are of this partition alone, so it does not matter how fast others are read, and what waits in
 * the log is never late for having waited.
 *
 * <p>Invariant: after a {@link Marker} nothing is passed on that happened more than the grace
 * before its time.
 */
final class Intake<V extends SpecificRecord> implements Processor<byte[], V, String, Rollup> {

  static final Duration TICK = Duration.ofSeconds(1);

  private static final String WATERMARK = "watermark";
  private static final byte[] SEEN = {};

  private final Input<V> input;
  private final FlowProperties properties;
  private final FlowMeters meters;
  private final Progress reading;

  // Set by init, which is called again when a task starts over. All of the task's thread.
  @SuppressWarnings("NullAway.Init")
  private ProcessorContext<String, Rollup> context;

  @SuppressWarnings("NullAway.Init")
  private WindowStore<String, byte[]> seen;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, Long> progress;

  private long watermark;
  private long told;
  private long atTheEndSince;

  Intake(Input<V> input, FlowProperties properties, FlowMeters meters, Progress reading) {
    this.input = input;
    this.reading = reading;
    this.properties = properties;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<String, Rollup> context) {
    this.context = context;
    seen = context.getStateStore(input.name("seen"));
    progress = context.getStateStore(input.name("progress"));
    Long known = progress.get(WATERMARK);
    watermark = known == null ? 0 : known;
    told = 0;
    atTheEndSince = Long.MAX_VALUE;
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<byte[], V> record) {
    long time = record.timestamp();
    if (!input.isCounted(record.value())) {
      meters.evaluation(input.kind());
    } else if (time + properties.grace(input.kind()).toMillis() < watermark) {
      meters.late(input.kind(), input.id().apply(record.value()));
    } else {
      count(record.value(), time);
    }
    advance(time);
  }

  private void count(V event, long time) {
    Rollup entry = input.entry().apply(event);
    String id = input.id().apply(event);
    if (wasSeen(id, time)) {
      meters.duplicate(input.kind());
      return;
    }
    seen.put(id, SEEN, time);
    context.forward(new Record<>(Dimensions.of(entry).text(), entry, time));
  }

  private boolean wasSeen(String id, long time) {
    long reach = seenFor(input.kind(), properties).toMillis();
    try (var same = seen.fetch(id, Math.max(0, time - reach), time + reach)) {
      return same.hasNext();
    }
  }

  /** What is admitted is at most the grace behind the newest. */
  static Duration seenFor(Kind kind, FlowProperties properties) {
    return properties.grace(kind).plusMinutes(1);
  }

  private void advance(long time) {
    if (time > watermark) {
      watermark = time;
      progress.put(WATERMARK, time);
    }
  }

  private void tick(long now) {
    if (reading.isAtTheEnd(input.topic().name(), context.taskId().partition())) {
      atTheEndSince = Math.min(atTheEndSince, now);
      if (now - atTheEndSince >= properties.idle().toMillis()) {
        advance(now - properties.idle().toMillis());
      }
    } else {
      atTheEndSince = Long.MAX_VALUE;
    }
    if (watermark > told) {
      told = watermark;
      String key = new Marker(context.taskId().partition()).key();
      context.forward(new Record<>(key, null, watermark));
    }
  }
}

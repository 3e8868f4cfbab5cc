package dev.turnpike.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PartitionWork} cranked by hand: nothing runs by itself, and what its commits wrote is
 * kept and checked. Records started and not finished are in {@link #started}.
 */
final class Partition implements PartitionWork.Launcher {

  static final TopicPartition NAME = new TopicPartition("topic", 0);

  private final KeyedSettings settings;
  final PartitionWork work;
  final Map<Long, ConsumerRecord<byte[], byte[]>> started = new TreeMap<>();
  final Map<Long, List<Long>> behind = new TreeMap<>();
  final List<Long> everStarted = new ArrayList<>();
  final List<Long> published = new ArrayList<>();
  long committed;
  String metadata = "";
  volatile boolean open = true;

  Partition() {
    this(settings());
  }

  Partition(KeyedSettings.Builder settings) {
    this.settings = settings.build();
    this.work = new PartitionWork(NAME, this.settings, this, new OffsetWindow(0));
  }

  static KeyedSettings.Builder settings() {
    return KeyedSettings.reading("topic", "group", "topic.dlt", Map.of());
  }

  static ConsumerRecord<byte[], byte[]> record(long offset, @Nullable String key) {
    return record(offset, key, 0);
  }

  static ConsumerRecord<byte[], byte[]> record(long offset, @Nullable String key, long written) {
    return new ConsumerRecord<>(
        "topic",
        0,
        offset,
        written,
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        key == null ? null : Stage.bytes(key),
        Stage.bytes("" + offset),
        new RecordHeaders(),
        Optional.empty());
  }

  @Override
  public Thread launch(
      PartitionWork owner, ConsumerRecord<byte[], byte[]> record, List<Long> unfinished) {
    assertThat(everStarted).as("started once").doesNotContain(record.offset());
    assertThat(started.values()).as("alone in its key").noneMatch(other -> sameLane(other, record));
    started.put(record.offset(), record);
    behind.put(record.offset(), unfinished);
    everStarted.add(record.offset());
    return Thread.currentThread();
  }

  private boolean sameLane(
      ConsumerRecord<byte[], byte[]> one, ConsumerRecord<byte[], byte[]> other) {
    return one.key() != null && Arrays.equals(one.key(), other.key()) && !isExpress(other);
  }

  private boolean isExpress(ConsumerRecord<byte[], byte[]> record) {
    try {
      return settings.express().test(record);
    } catch (IllegalStateException e) {
      return false;
    }
  }

  @Override
  public boolean open() {
    return open;
  }

  void offer(String... keys) {
    for (var key : keys) {
      assertThat(work.offer(record(offered++, key))).isTrue();
    }
  }

  private long offered;

  /** Ends a started record with its offset as the outcome. */
  void finish(long offset) {
    var record = started.remove(offset);
    assertThat(record).as("record %d runs", offset).isNotNull();
    work.finish(record, Outcome.publishing(new ProducerRecord<>("out", record.value())));
  }

  /** Writes a snapshot, as a transaction that was committed. */
  void write(PartitionWork.@Nullable Snapshot snapshot) {
    if (snapshot != null) {
      snapshot.outcomes().forEach(outcome -> published.add(offset(outcome)));
      committed = snapshot.offset().offset();
      metadata = snapshot.offset().metadata();
      work.committed(snapshot);
    }
  }

  private static long offset(Outcome outcome) {
    return Long.parseLong(Stage.text(outcome.publish().getFirst().value()));
  }

  void commit() {
    write(work.snapshot());
  }

  /** What the committed window says is done was published once, and nothing else was. */
  void assertPublishedIsWhatIsCommitted() {
    assertThat(published).doesNotHaveDuplicates();
    var restored = OffsetWindow.restore(committed, metadata);
    for (long offset = 0; offset < offered; offset++) {
      boolean done = offset < committed || !restored.register(offset);
      assertThat(published.contains(offset)).as("offset %d", offset).isEqualTo(done);
    }
  }
}

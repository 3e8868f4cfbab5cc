package dev.turnpike.keyed;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One assigned partition: its offset window, a lane per key, and what has finished since the last
 * commit.
 *
 * <p>Invariants, all kept under this object's monitor: an offset is registered in the window before
 * its record can run; of a lane only the head runs; an offset becomes done at the same moment as
 * its outcome joins {@code unpublished}, so a snapshot of both is always consistent; once revoked,
 * nothing of this object starts or is published.
 *
 * <pre>
 *   offer ──▶ queued ──▶ running ──▶ finished (unpublished) ──▶ committed
 *               │            │
 *               └── revoked ─┴──▶ dropped: the next owner gets the record again
 * </pre>
 */
final class PartitionWork {

  /** Starts a record on a thread of its own and gives the handle to interrupt it. */
  interface Launcher {
    /**
     * @param behind offsets of its key's unfinished records, for an express one
     */
    Thread launch(PartitionWork work, ConsumerRecord<byte[], byte[]> record, List<Long> behind);

    /** Whether records may start now. */
    boolean open();
  }

  /** What one commit writes for this partition. */
  record Snapshot(PartitionWork work, OffsetAndMetadata offset, List<Outcome> outcomes) {}

  /** The records of one key that are not done, oldest first. */
  private static final class Lane {
    final Object key;
    final List<Long> behind;
    final ArrayDeque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
    boolean headRuns;

    Lane(Object key, List<Long> behind) {
      this.key = key;
      this.behind = behind;
    }

    List<Long> offsets() {
      return records.stream().map(ConsumerRecord::offset).toList();
    }
  }

  private record Run(Thread thread, Lane lane) {}

  private final TopicPartition partition;
  private final KeyedSettings settings;
  private final Launcher launcher;
  private final OffsetWindow window;
  private final Map<Object, Lane> lanes = new HashMap<>();
  private final Map<Long, Run> running = new HashMap<>();
  private List<Outcome> unpublished = new ArrayList<>();
  private int uncommitted;
  private int crowdedLanes;
  private long turnedAway = -1;
  private boolean changed;
  private boolean stalled;
  private boolean owned = true;

  PartitionWork(
      TopicPartition partition, KeyedSettings settings, Launcher launcher, OffsetWindow window) {
    this.partition = partition;
    this.settings = settings;
    this.launcher = launcher;
    this.window = window;
  }

  TopicPartition partition() {
    return partition;
  }

  /**
   * Takes a record in; called by the poll thread.
   *
   * @return false when there is no room for it; it has to be offered again, before any later one
   */
  synchronized boolean offer(ConsumerRecord<byte[], byte[]> record) {
    if (!window.hasRoomFor(record.offset())) {
      turnedAway = record.offset();
      return false;
    }
    if (owned && window.register(record.offset())) {
      uncommitted++;
      var lane = laneOf(record);
      lane.records.add(record);
      if (lane.records.size() == settings.maxQueuedPerKey()) {
        crowdedLanes++;
      }
      startHead(lane);
    }
    return true;
  }

  /**
   * Called by the record's own thread. {@code outcome} is null when it was given up: its key then
   * waits, so that order holds, for the next owner of the partition.
   */
  synchronized void finish(ConsumerRecord<byte[], byte[]> record, @Nullable Outcome outcome) {
    var run = running.remove(record.offset());
    notifyAll();
    if (run == null || !owned || outcome == null) {
      return;
    }
    window.complete(record.offset());
    unpublished.add(outcome);
    changed = true;
    startNext(run.lane());
  }

  /** Starts what could not start while the fence was closed. */
  synchronized void startStalled() {
    if (stalled && launcher.open()) {
      stalled = false;
      lanes.values().forEach(this::startHead);
    }
  }

  /** What the next commit writes; null when nothing has finished since the last one. */
  synchronized @Nullable Snapshot snapshot() {
    if (!owned || !changed) {
      return null;
    }
    changed = false;
    var outcomes = unpublished;
    unpublished = new ArrayList<>();
    return new Snapshot(
        this, new OffsetAndMetadata(window.watermark(), window.metadata()), outcomes);
  }

  /** The snapshot is in a committed transaction. */
  synchronized void committed(Snapshot snapshot) {
    uncommitted -= owned ? snapshot.outcomes().size() : 0;
  }

  /** Takes back a snapshot that was not committed. */
  synchronized void restore(Snapshot snapshot) {
    if (owned) {
      changed = true;
      unpublished.addAll(0, snapshot.outcomes());
    }
  }

  /** Gives the partition up: what waits is dropped, what runs goes on but is not published here. */
  synchronized void revoke() {
    owned = false;
    uncommitted = 0;
    lanes.clear();
    unpublished.clear();
  }

  /** Whether this object may still start and publish. */
  synchronized boolean owned() {
    return owned;
  }

  /** Interrupts what runs: somebody else may already run it. */
  synchronized void interruptRunning() {
    running.values().forEach(run -> run.thread().interrupt());
  }

  /** Records taken in whose outcomes are not committed; what memory is bounded by. */
  synchronized int uncommitted() {
    return uncommitted;
  }

  /** From the watermark to the last offset taken in. */
  synchronized long span() {
    return window.span();
  }

  /** When the oldest record was written that was taken in and is not done, in ms since 1970. */
  synchronized OptionalLong oldestPending() {
    return lanes.values().stream().mapToLong(lane -> lane.records.element().timestamp()).min();
  }

  /** Records that run, those of a revoked partition included. */
  synchronized int running() {
    return running.size();
  }

  /** Whether no more records should be fetched for now. */
  synchronized boolean full() {
    return crowdedLanes > 0
        || window.span() >= settings.maxWindow()
        || !window.hasRoomFor(turnedAway);
  }

  /** Waits until nothing runs. */
  synchronized boolean awaitIdle(long deadlineNanos) throws InterruptedException {
    while (!running.isEmpty()) {
      long left = (deadlineNanos - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** An express record and one without a key have a lane of their own, named by their offset. */
  private Lane laneOf(ConsumerRecord<byte[], byte[]> record) {
    var key = record.key() == null ? null : ByteBuffer.wrap(record.key());
    if (isExpress(record)) {
      var others = key == null ? null : lanes.get(key);
      var lane = new Lane(record.offset(), others == null ? List.of() : others.offsets());
      lanes.put(lane.key, lane);
      return lane;
    }
    return lanes.computeIfAbsent(
        key == null ? (Object) record.offset() : key, named -> new Lane(named, List.of()));
  }

  /** A record that can't be judged is an ordinary one: its handler finds out what is wrong. */
  private boolean isExpress(ConsumerRecord<byte[], byte[]> record) {
    try {
      return settings.express().test(record);
    } catch (RuntimeException e) {
      return false;
    }
  }

  private void startNext(Lane lane) {
    if (lane.records.size() == settings.maxQueuedPerKey()) {
      crowdedLanes--;
    }
    lane.records.remove();
    lane.headRuns = false;
    if (lane.records.isEmpty()) {
      lanes.remove(lane.key);
    } else {
      startHead(lane);
    }
  }

  private void startHead(Lane lane) {
    if (lane.headRuns) {
      return;
    }
    if (!launcher.open()) {
      stalled = true;
      return;
    }
    lane.headRuns = true;
    var head = lane.records.element();
    running.put(head.offset(), new Run(launcher.launch(this, head, lane.behind), lane));
  }
}

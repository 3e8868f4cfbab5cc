package dev.turnpike.keyed;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One assigned partition: its offset window, a queue per key, and what has finished since the last
 * commit.
 *
 * <p>Invariants, all kept under this object's monitor: an offset is registered in the window before
 * its record can run; the head of a key's queue is the only record of that key that runs (express
 * records excepted); an offset becomes done at the same moment as its outcome joins {@code
 * unpublished}, so a snapshot of both is always consistent; once revoked, nothing of this object is
 * published.
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
    Thread launch(PartitionWork work, ConsumerRecord<byte[], byte[]> record);

    /** Whether records may start now. */
    boolean open();
  }

  /** What one commit writes for this partition. */
  record Snapshot(PartitionWork work, OffsetAndMetadata offset, List<Outcome> outcomes) {}

  private static final class KeyQueue {
    final ArrayDeque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
    boolean headRuns;
  }

  private final TopicPartition partition;
  private final KeyedSettings settings;
  private final Launcher launcher;
  private final OffsetWindow window;
  private final Map<ByteBuffer, KeyQueue> queues = new HashMap<>();
  private final Map<Long, Thread> running = new HashMap<>();
  private List<Outcome> unpublished = new ArrayList<>();
  private int unfinished;
  private int crowdedKeys;
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

  /** Takes a record in; called by the poll thread. */
  synchronized void offer(ConsumerRecord<byte[], byte[]> record) {
    if (!owned || !window.register(record.offset())) {
      return;
    }
    unfinished++;
    if (settings.express().test(record) || record.key() == null) {
      run(record);
      return;
    }
    var queue = queues.computeIfAbsent(ByteBuffer.wrap(record.key()), key -> new KeyQueue());
    queue.records.add(record);
    if (queue.records.size() == settings.maxQueuedPerKey()) {
      crowdedKeys++;
    }
    startHead(queue);
  }

  /** Called by the record's own thread; {@code outcome} is null when it was given up. */
  synchronized void finish(ConsumerRecord<byte[], byte[]> record, @Nullable Outcome outcome) {
    running.remove(record.offset());
    notifyAll();
    if (!owned) {
      return;
    }
    if (outcome == null) {
      return; // its key waits, so that order holds; whoever owns the partition next runs it again
    }
    unfinished--;
    window.complete(record.offset());
    unpublished.add(outcome);
    changed = true;
    startNext(record);
  }

  /** Starts what could not start while the fence was closed. */
  synchronized void startStalled() {
    if (stalled && owned && launcher.open()) {
      stalled = false;
      queues.values().forEach(this::startHead);
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

  /** Takes back a snapshot that was not committed. */
  synchronized void restore(Snapshot snapshot) {
    changed = true;
    snapshot.outcomes().addAll(unpublished);
    unpublished = snapshot.outcomes();
  }

  /** Gives the partition up: what waits is dropped, what runs goes on but is not published here. */
  synchronized void revoke() {
    owned = false;
    unfinished = 0;
    queues.clear();
    unpublished.clear();
  }

  /** Interrupts what runs: somebody else may already run it. */
  synchronized void interruptRunning() {
    running.values().forEach(Thread::interrupt);
  }

  /** Records taken in and not yet done. */
  synchronized int unfinished() {
    return unfinished;
  }

  /** Records that run, those of a revoked partition included. */
  synchronized int running() {
    return running.size();
  }

  /** Whether no more records should be fetched for now. */
  synchronized boolean full() {
    return crowdedKeys > 0 || window.span() >= settings.maxWindow();
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

  private void startNext(ConsumerRecord<byte[], byte[]> finished) {
    if (finished.key() == null) {
      return;
    }
    var key = ByteBuffer.wrap(finished.key());
    var queue = queues.get(key);
    if (queue == null || queue.records.element().offset() != finished.offset()) {
      return; // an express record, which was never queued
    }
    if (queue.records.size() == settings.maxQueuedPerKey()) {
      crowdedKeys--;
    }
    queue.records.remove();
    queue.headRuns = false;
    if (queue.records.isEmpty()) {
      queues.remove(key);
    } else {
      startHead(queue);
    }
  }

  private void startHead(KeyQueue queue) {
    if (queue.headRuns) {
      return;
    }
    if (!launcher.open()) {
      stalled = true;
      return;
    }
    queue.headRuns = true;
    run(queue.records.element());
  }

  private void run(ConsumerRecord<byte[], byte[]> record) {
    running.put(record.offset(), launcher.launch(this, record));
  }
}

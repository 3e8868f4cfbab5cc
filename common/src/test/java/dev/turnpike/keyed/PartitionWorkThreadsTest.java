package dev.turnpike.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * That calls to {@link PartitionWork} exclude each other: by their form, and under real threads.
 */
class PartitionWorkThreadsTest {

  private static final int RECORDS = 2_000;

  @Test
  void everyMethodThatOthersCallHoldsTheMonitor() {
    var unguarded =
        Arrays.stream(PartitionWork.class.getDeclaredMethods())
            .filter(method -> !method.isSynthetic() && !Modifier.isPrivate(method.getModifiers()))
            .filter(method -> !Modifier.isSynchronized(method.getModifiers()))
            .map(Method::getName)
            .toList();
    assertThat(unguarded).containsExactly("partition"); // a constant
  }

  /** Started records go to worker threads, which finish them at once. */
  private static final class Workers implements PartitionWork.Launcher {

    final BlockingQueue<ConsumerRecord<byte[], byte[]>> started = new ArrayBlockingQueue<>(RECORDS);
    final ConcurrentMap<String, Long> last = new ConcurrentHashMap<>();
    final PartitionWork work =
        new PartitionWork(Partition.NAME, Partition.settings().build(), this, new OffsetWindow(0));

    @Override
    public Thread launch(
        PartitionWork owner, ConsumerRecord<byte[], byte[]> record, List<Long> behind) {
      started.add(record);
      return Thread.currentThread();
    }

    @Override
    public boolean open() {
      return true;
    }

    void finishOne() throws InterruptedException {
      var record = started.poll(1, TimeUnit.MILLISECONDS);
      if (record != null) {
        var before = last.put(Stage.key(record), record.offset());
        assertThat(before == null || before < record.offset()).as("order of a key").isTrue();
        work.finish(
            record, Outcome.publishing(new ProducerRecord<>("out", record.key(), record.value())));
      }
    }
  }

  @RepeatedTest(3)
  void threadsLoseAndRepeatNothing() throws Exception {
    long seed = new Random().nextLong();
    var workers = new Workers();
    var done = new AtomicBoolean();
    List<String> published = new ArrayList<>();
    try (var threads = Executors.newCachedThreadPool()) {
      List<Future<?>> failures = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        failures.add(
            threads.submit(
                () -> {
                  while (!done.get()) {
                    workers.finishOne();
                  }
                  return null;
                }));
      }
      var offers = threads.submit(() -> offerAll(workers.work, new Random(seed)));
      var random = new Random(~seed);
      while (published.size() < RECORDS && failures.stream().noneMatch(Future::isDone)) {
        commit(workers.work, random.nextInt(3) == 0, published);
      }
      done.set(true);
      offers.get();
      for (var failure : failures) {
        failure.get();
      }
    }
    assertThat(published).as("seed %d", seed).hasSize(RECORDS);
    assertThat(new HashSet<>(published)).as("seed %d", seed).hasSize(RECORDS);
    assertThat(workers.work.uncommitted()).isZero();
  }

  private static void offerAll(PartitionWork work, Random random) {
    for (int offset = 0; offset < RECORDS; offset++) {
      work.offer(Partition.record(offset, "key" + random.nextInt(20)));
    }
  }

  private static void commit(PartitionWork work, boolean aborted, List<String> published) {
    var snapshot = work.snapshot();
    if (snapshot == null) {
      Thread.onSpinWait();
    } else if (aborted) {
      work.restore(snapshot);
    } else {
      snapshot
          .outcomes()
          .forEach(outcome -> published.add(Stage.text(outcome.publish().getFirst().value())));
      work.committed(snapshot);
    }
  }
}

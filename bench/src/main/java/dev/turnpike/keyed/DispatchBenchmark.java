package dev.turnpike.keyed;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Takes in as many records as a window holds by default, runs them and takes what commits write;
 * per record, the making of a {@link org.apache.kafka.clients.consumer.ConsumerRecord} included.
 * The handler does nothing.
 */
@State(Scope.Thread)
public class DispatchBenchmark {

  static final int RECORDS = 2_000;

  private static final long LIMIT = Duration.ofSeconds(10).toNanos();
  private static final long COMMIT_PAUSE = 50_000;

  @Param({"1", "64", "10000"})
  private int keys = 1;

  private Deliveries deliveries = new Deliveries(1);

  @Setup
  public void deliveries() {
    deliveries = new Deliveries(keys);
  }

  /** The bookkeeping alone. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public long withoutThreads(InPlace inPlace) {
    deliver(inPlace.work);
    inPlace.runAll();
    return commitAll(inPlace.work);
  }

  /** All that a record costs. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public long onVirtualThreads(OnVirtualThreads threads) {
    threads.polled();
    deliver(threads.work);
    return commitAll(threads.work);
  }

  private void deliver(PartitionWork work) {
    for (int i = 0; i < RECORDS; i++) {
      if (!work.offer(deliveries.next())) {
        throw new IllegalStateException("No room for record %d of a batch".formatted(i));
      }
    }
  }

  /** Fails unless everything runs, so that no figure is of less work than it says. */
  private static long commitAll(PartitionWork work) {
    long deadline = System.nanoTime() + LIMIT;
    long watermark = 0;
    for (int committed = 0; committed < RECORDS; ) {
      var snapshot = work.snapshot();
      if (snapshot != null) {
        work.committed(snapshot);
        committed += snapshot.outcomes().size();
        watermark = snapshot.offset().offset();
      } else if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "Of %d records %d have run after 10 s".formatted(RECORDS, committed));
      } else {
        LockSupport.parkNanos(COMMIT_PAUSE);
      }
    }
    return watermark;
  }
}

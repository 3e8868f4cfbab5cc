package dev.turnpike.keyed;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A partition whose records wait in a queue and are finished by the benchmark's own thread. */
@State(Scope.Thread)
public class InPlace implements PartitionWork.Launcher {

  private final Queue<ConsumerRecord<byte[], byte[]>> launched = new ArrayDeque<>();
  final PartitionWork work =
      new PartitionWork(Deliveries.PARTITION, Deliveries.settings(), this, new OffsetWindow(0));

  @Override
  public Thread launch(
      PartitionWork owner, ConsumerRecord<byte[], byte[]> record, List<Long> behind) {
    launched.add(record);
    return Thread.currentThread();
  }

  @Override
  public boolean open() {
    return true;
  }

  void runAll() {
    for (var record = launched.poll(); record != null; record = launched.poll()) {
      work.finish(record, Outcome.nothing());
    }
  }
}

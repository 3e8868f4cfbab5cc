package dev.turnpike.keyed;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A partition whose records run as {@link KeyedConsumer} runs them. */
@State(Scope.Thread)
public class OnVirtualThreads implements PartitionWork.Launcher {

  private final KeyedSettings settings = Deliveries.settings();
  private final SelfFence fence = new SelfFence(settings.selfFenceAfter(), System::nanoTime);
  private final RecordTask.Scope scope =
      new RecordTask.Scope(
          record -> Outcome.nothing(),
          settings,
          new DeadLetters(settings.deadLetterTopic(), settings.group(), settings.maxOutcomeBytes()),
          new KeyedMetrics(new SimpleMeterRegistry(), settings),
          Thread::sleep);
  final PartitionWork work =
      new PartitionWork(Deliveries.PARTITION, settings, this, new OffsetWindow(0));

  @Override
  public Thread launch(
      PartitionWork owner, ConsumerRecord<byte[], byte[]> record, List<Long> behind) {
    return Thread.ofVirtual()
        .name(record.topic() + "-" + record.partition() + "-" + record.offset())
        .start(new RecordTask(owner, record, behind, scope));
  }

  @Override
  public boolean open() {
    return fence.open();
  }

  void polled() {
    fence.polled();
  }
}

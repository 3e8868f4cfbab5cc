package dev.turnpike.memory.extraction;

import dev.turnpike.events.MemoryChange;
import dev.turnpike.keyed.Outcome;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.turns.DeliveredTurn;
import dev.turnpike.platform.turns.TurnHandler;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Learns from completed turns as they come, and publishes what they changed. */
public final class TurnLearner implements TurnHandler {

  private final Teacher teacher;
  private final EventRecords<MemoryChange> changes;

  public TurnLearner(Teacher teacher, EventRecords<MemoryChange> changes) {
    this.teacher = teacher;
    this.changes = changes;
  }

  @Override
  public Outcome handle(DeliveredTurn delivered) throws InterruptedException {
    return new Outcome(teacher.learn(delivered).stream().map(this::record).toList());
  }

  private ProducerRecord<byte[], byte[]> record(MemoryChange change) {
    return changes.record(change.getMemoryId().toString(), change.getUserId(), change);
  }
}

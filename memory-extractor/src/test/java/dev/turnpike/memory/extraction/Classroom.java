package dev.turnpike.memory.extraction;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.MemoryChange;
import dev.turnpike.memory.MemoryDatabase;
import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.platform.turns.DeliveredTurn;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A teacher with a database of its own, and what it measures. */
record Classroom(
    MemoryDatabase memory, Teacher teacher, SimpleMeterRegistry meters, AtomicLong offset) {

  static Classroom with(StructuredModel structured, String model) {
    var memory = MemoryDatabase.emptied();
    var meters = new SimpleMeterRegistry();
    var extractor = Extractors.latest();
    var teacher =
        new Teacher(
            new FactExtractor(structured, extractor, model, meters),
            new FactDecider(structured, extractor, model, meters),
            Embedder.shared(),
            memory.ledger(),
            meters);
    return new Classroom(memory, teacher, meters, new AtomicLong());
  }

  List<MemoryChange> learn(CompletedTurn turn) throws InterruptedException {
    return teacher.learn(delivered(turn));
  }

  DeliveredTurn delivered(CompletedTurn turn) {
    return new DeliveredTurn(turn, "turns.completed", 0, offset.getAndIncrement());
  }

  /** What is known of a user, in the order that it was learned. */
  List<String> facts(String user) {
    return memory
        .jdbc()
        .sql("select text from memory.facts where user_id = :user order by learned_at, memory_id")
        .param("user", user)
        .query((row, _) -> row.getString(1))
        .list();
  }

  double ignored(String reason) {
    var counter =
        meters.find("turnpike.memory.facts").tags("result", "ignored", "reason", reason).counter();
    return counter == null ? 0 : counter.count();
  }
}

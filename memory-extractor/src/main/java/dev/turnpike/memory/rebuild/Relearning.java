package dev.turnpike.memory.rebuild;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.keyed.PoisonRecordException;
import dev.turnpike.memory.extraction.PersistentTeacher;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.turns.DeliveredTurn;
import dev.turnpike.telemetry.TraceParent;
import dev.turnpike.telemetry.Tracing;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Learns from the log's records anew: each user's in their order, some users at a time. */
final class Relearning {

  private static final int AT_ONCE = 16;
  private static final int MOST_WAITING = 256;

  private final EventRecords<CompletedTurn> turns;
  private final PersistentTeacher teacher;
  private final Scope scope;
  private final Tracing tracing;
  private final UserLanes lanes = new UserLanes(AT_ONCE, MOST_WAITING);
  private final AtomicLong learned = new AtomicLong();
  private final AtomicLong unreadable = new AtomicLong();

  /** Turns that were given up, and why. */
  private final Map<UUID, String> failures = new ConcurrentHashMap<>();

  Relearning(
      EventRecords<CompletedTurn> turns, PersistentTeacher teacher, Scope scope, Tracing tracing) {
    this.turns = turns;
    this.teacher = teacher;
    this.scope = scope;
    this.tracing = tracing;
  }

  void add(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    var user = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    if (scope.includes(user)) {
      lanes.add(user, () -> learn(record));
    }
  }

  /** Returns when all that was added is learned. */
  void await() throws InterruptedException {
    lanes.await();
  }

  long learned() {
    return learned.get();
  }

  long unreadable() {
    return unreadable.get();
  }

  int failed() {
    return failures.size();
  }

  /** Why a turn was not learned from. */
  String why(UUID turn) {
    return failures.getOrDefault(turn, "the log does not hold it");
  }

  private void learn(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    var read = read(record);
    if (read.isPresent()) {
      var turn = read.get();
      try (var _ = tracing.beginAbout("relearn turn", TraceParent.parse(turn.getTraceParent()))) {
        teacher
            .learn(new DeliveredTurn(turn, record.topic(), record.partition(), record.offset()))
            .ifPresent(e -> failures.put(turn.getTurnId(), String.valueOf(e.getMessage())));
      }
    }
    learned.incrementAndGet();
  }

  /** Empty for what the service can't read either, and puts with its dead letters. */
  private Optional<CompletedTurn> read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(turns.read(record));
    } catch (PoisonRecordException e) {
      unreadable.incrementAndGet();
      return Optional.empty();
    }
  }
}

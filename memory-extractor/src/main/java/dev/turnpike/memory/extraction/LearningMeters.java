package dev.turnpike.memory.extraction;

import dev.turnpike.memory.ledger.FactChange;
import dev.turnpike.metrics.Buckets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What became of turns and of the facts in them. Never anything of their texts. */
final class LearningMeters {

  private static final String NO_REASON = "none";
  private static final List<String> TURNS =
      List.of("learned", "repeated", "skipped", "barred", "waiting", "failed");

  private final MeterRegistry meters;
  private final Clock clock;
  private final Timer freshness;

  LearningMeters(MeterRegistry meters, Clock clock) {
    this.meters = meters;
    this.clock = clock;
    this.freshness =
        Buckets.delay(Timer.builder("turnpike.memory.freshness"))
            .description("From the end of a turn until what it says is known")
            .register(meters);
    TURNS.forEach(this::turns);
    for (FactChange.Kind kind : FactChange.Kind.values()) {
      facts(result(kind), NO_REASON, 0);
    }
  }

  void turn(String result) {
    turns(result).increment();
  }

  /** A turn that ended then was learned from now. */
  void learned(Instant finishedAt) {
    turn("learned");
    freshness.record(Duration.between(finishedAt, clock.instant()));
  }

  private Counter turns(String result) {
    return Counter.builder("turnpike.memory.turns")
        .description("Completed turns by what became of them")
        .tag("result", result)
        .register(meters);
  }

  void changed(List<FactChange> changes) {
    changes.forEach(change -> facts(result(change.kind()), NO_REASON, 1));
  }

  void ignored(String reason, int count) {
    if (count > 0) {
      facts("ignored", reason, count);
    }
  }

  private void facts(String result, String reason, int count) {
    Counter.builder("turnpike.memory.facts")
        .description("Facts found in turns by what became of them")
        .tag("result", result)
        .tag("reason", reason)
        .register(meters)
        .increment(count);
  }

  private static String result(FactChange.Kind kind) {
    return switch (kind) {
      case ADDED -> "added";
      case UPDATED -> "updated";
      case REMOVED -> "removed";
    };
  }
}

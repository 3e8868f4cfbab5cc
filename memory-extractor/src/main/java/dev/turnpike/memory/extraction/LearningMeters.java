package dev.turnpike.memory.extraction;

import dev.turnpike.memory.ledger.FactChange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** What became of turns and of the facts in them. Never anything of their texts. */
final class LearningMeters {

  private static final String NO_REASON = "none";

  private final MeterRegistry meters;

  LearningMeters(MeterRegistry meters) {
    this.meters = meters;
    for (FactChange.Kind kind : FactChange.Kind.values()) {
      facts(result(kind), NO_REASON, 0);
    }
  }

  void turn(String result) {
    Counter.builder("turnpike.memory.turns")
        .description("Completed turns by what became of them")
        .tag("result", result)
        .register(meters)
        .increment();
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

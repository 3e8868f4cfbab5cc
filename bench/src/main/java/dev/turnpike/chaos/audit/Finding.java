package dev.turnpike.chaos.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a check has looked at, and each violation as a sentence that says where to look. */
final class Finding {
  private final String unit;
  private final List<String> violations = new ArrayList<>();
  private final Set<UUID> turns = new LinkedHashSet<>();
  private @Nullable UUID turn;
  private @Nullable String bound;
  private @Nullable String measured;
  private int checked;

  /**
   * @param unit what is counted, in the plural
   */
  Finding(String unit) {
    this.unit = unit;
  }

  /** What is required from here on is about this turn. */
  Finding about(UUID subject) {
    turn = subject;
    return this;
  }

  /** What is required from here on is about no turn. */
  Finding aboutNone() {
    turn = null;
    return this;
  }

  void looked() {
    checked++;
  }

  void looked(int many) {
    checked += many;
  }

  /** What was claimed and what was found, where counting violations does not say it. */
  void figures(String claimed, String found) {
    bound = claimed;
    measured = found;
  }

  /** Looks at one thing that must hold. */
  void require(boolean holds, Supplier<String> violation) {
    if (!holds) {
      violations.add(violation.get());
      if (turn != null) {
        turns.add(turn);
      }
    }
  }

  int violations() {
    return violations.size();
  }

  Verdict verdict(Guarantee guarantee) {
    return new Verdict(
        guarantee.name(),
        guarantee.promise(),
        checked,
        unit,
        bound == null ? "none violated" : bound,
        measured == null ? "%d violations".formatted(violations.size()) : measured,
        violations,
        List.copyOf(turns));
  }
}

package dev.turnpike.chaos.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a check has looked at, and each violation as a sentence that says where to look. */
final class Finding {
  private final String unit;
  private final List<String> violations = new ArrayList<>();
  private int checked;

  /**
   * @param unit what is counted, in the plural
   */
  Finding(String unit) {
    this.unit = unit;
  }

  void looked() {
    checked++;
  }

  /** Looks at one thing that must hold. */
  void require(boolean holds, Supplier<String> violation) {
    if (!holds) {
      violations.add(violation.get());
    }
  }

  Verdict verdict(Guarantee guarantee) {
    return new Verdict(guarantee.name(), guarantee.promise(), checked, unit, violations);
  }
}

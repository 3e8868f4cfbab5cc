package dev.turnpike.chaos.audit;

import java.util.List;

/**
 * Whether a guarantee was kept.
 *
 * @param checked how many of {@code unit} were looked at
 */
public record Verdict(
    String guarantee, String promise, int checked, String unit, List<String> violations) {

  public Verdict {
    violations = List.copyOf(violations);
  }

  public boolean kept() {
    return violations.isEmpty();
  }
}

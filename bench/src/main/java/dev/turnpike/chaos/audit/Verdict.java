package dev.turnpike.chaos.audit;

import java.util.List;
import java.util.UUID;

/**
 * Whether a guarantee was kept.
 *
 * @param checked how many of {@code unit} were looked at
 * @param bound what was claimed, in a few words
 * @param measured what was found, in a few words
 * @param violations sentences
 * @param turns that the violations are about, as far as they are about turns
 */
public record Verdict(
    String guarantee,
    String promise,
    int checked,
    String unit,
    String bound,
    String measured,
    List<String> violations,
    List<UUID> turns) {

  public Verdict {
    violations = List.copyOf(violations);
    turns = List.copyOf(turns);
  }

  public boolean kept() {
    return violations.isEmpty();
  }
}

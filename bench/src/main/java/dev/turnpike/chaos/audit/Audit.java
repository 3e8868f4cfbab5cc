package dev.turnpike.chaos.audit;

import java.util.List;

/**
 * What the auditor found.
 *
 * @param later when attempts after the first began to speak
 */
public record Audit(List<Verdict> verdicts, Figures figures, List<Takeovers.Beginning> later) {

  public Audit {
    verdicts = List.copyOf(verdicts);
    later = List.copyOf(later);
  }

  public boolean kept() {
    return verdicts.stream().allMatch(Verdict::kept);
  }
}

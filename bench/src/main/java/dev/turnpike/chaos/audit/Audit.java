package dev.turnpike.chaos.audit;

import java.util.List;

/**
 * What the auditor found.
 *
 * @param takeovers by the workers' kills, in order
 * @param resumptions of clients whose connection had ended
 */
public record Audit(
    List<Verdict> verdicts,
    Figures figures,
    List<Takeovers.Takeover> takeovers,
    List<Resumptions.Resumption> resumptions) {

  public Audit {
    verdicts = List.copyOf(verdicts);
    takeovers = List.copyOf(takeovers);
    resumptions = List.copyOf(resumptions);
  }

  public boolean kept() {
    return verdicts.stream().allMatch(Verdict::kept);
  }
}

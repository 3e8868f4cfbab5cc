package dev.turnpike.chaos.audit;

import java.time.Instant;
import java.util.List;

/**
 * What the auditor found.
 *
 * @param takeovers by the workers' kills, in order
 * @param resumptions of clients whose connection had ended
 * @param histories of turns that a violation is about, of the first few
 * @param lives when each turn in the log was accepted and when it ended
 */
public record Audit(
    List<Verdict> verdicts,
    Figures figures,
    List<Takeovers.Takeover> takeovers,
    List<Resumptions.Resumption> resumptions,
    List<TurnHistory> histories,
    List<Life> lives) {

  /** A turn's time. */
  public record Life(Instant acceptedAt, Instant endedAt) {}

  public Audit {
    verdicts = List.copyOf(verdicts);
    takeovers = List.copyOf(takeovers);
    resumptions = List.copyOf(resumptions);
    histories = List.copyOf(histories);
    lives = List.copyOf(lives);
  }

  public boolean kept() {
    return verdicts.stream().allMatch(Verdict::kept);
  }
}

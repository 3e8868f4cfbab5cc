package dev.turnpike.chaos.report;

import dev.turnpike.chaos.audit.Audit;
import dev.turnpike.chaos.audit.Trouble;
import dev.turnpike.chaos.cluster.Chronicle;
import dev.turnpike.chaos.disturb.Schedule;
import java.time.Instant;
import java.util.List;

/**
 * All that a run has shown.
 *
 * @param settled whether the cluster came to rest after everything was mended
 * @param troubles that were made, in the order of their beginnings
 * @param entries what happened to its parts
 */
public record Outcome(
    Instant startedAt,
    Instant endedAt,
    long seed,
    Schedule schedule,
    boolean settled,
    Audit audit,
    Peaks peaks,
    List<Trouble> troubles,
    List<Chronicle.Entry> entries) {

  public Outcome {
    troubles = List.copyOf(troubles);
    entries = List.copyOf(entries);
  }

  /** Parts that died or hung without being told to. */
  public List<Chronicle.Entry> faults() {
    return entries.stream().filter(entry -> entry.event().isFault()).toList();
  }

  public boolean passed() {
    return settled && audit.kept() && faults().isEmpty();
  }
}

package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.cluster.Chronicle;
import dev.turnpike.chaos.load.Poison;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What those who made the trouble have noted, beside what is in the topics and in the database.
 *
 * @param poisons what was written that can't be read
 * @param journal the model's own book
 * @param troubles that were carried out, in the order of their beginnings
 * @param entries what happened to the parts, in order
 * @param analytics whether turn-analytics was part of the cluster
 * @param processes all that were read, also those that were killed
 */
public record Circumstances(
    List<Poison> poisons,
    ModelJournal journal,
    List<Trouble> troubles,
    List<Chronicle.Entry> entries,
    boolean analytics,
    List<ProcessLife> processes) {

  private static final Set<Chronicle.Event> CUT_OFF =
      EnumSet.of(
          Chronicle.Event.KILLED,
          Chronicle.Event.HALTED,
          Chronicle.Event.DIED,
          Chronicle.Event.STUCK);

  public Circumstances {
    poisons = List.copyOf(poisons);
    troubles = List.copyOf(troubles);
    entries = List.copyOf(entries);
    processes = List.copyOf(processes);
  }

  /** The parts that were killed, or ended in another way without being told to. */
  Set<String> cutOff() {
    return entries.stream()
        .filter(entry -> CUT_OFF.contains(entry.event()))
        .map(Chronicle.Entry::part)
        .collect(Collectors.toSet());
  }
}

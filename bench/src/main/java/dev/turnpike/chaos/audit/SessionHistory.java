package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Marker;
import dev.turnpike.events.TurnStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the log says about one session's history, read in its order: which questions a model must be
 * shown, and which it must not be any more. Where the log alone can't tell, neither is claimed: a
 * turn that was not accepted may be withdrawn, and a rollback makes the session forget what had not
 * ended, and so give back the places that it had taken.
 */
final class SessionHistory {

  /** A turn that stands in the history, as far as is known. */
  private static final class Entry {
    private final StartedTurn turn;
    private final Instant endedAt;
    private boolean required;
    private boolean doubtful;

    private Entry(StartedTurn turn, Instant endedAt, boolean required, boolean doubtful) {
      this.turn = turn;
      this.endedAt = endedAt;
      this.required = required;
      this.doubtful = doubtful;
    }

    private void doubt() {
      required = false;
      doubtful = true;
    }
  }

  private final List<StartedTurn> earlier = new ArrayList<>();
  private final List<Entry> history = new ArrayList<>();
  private final Set<StartedTurn> replaced = new LinkedHashSet<>();
  private final Set<StartedTurn> cleared = new LinkedHashSet<>();

  void clear() {
    cleared.addAll(earlier);
    history.clear();
  }

  /** Even what had ended by then may have been forgotten while it ended. */
  void rollBack(Instant at) {
    replaced.clear();
    for (Entry entry : history) {
      entry.required = false;
      entry.doubtful |= !entry.endedAt.isBefore(at);
    }
  }

  /**
   * From here on it is as this turn is to see it.
   *
   * @param promised whether it can't be withdrawn
   */
  void begins(StartedTurn turn, boolean promised) {
    turn.replaces().ifPresent(place -> giveWay(place, promised));
  }

  private void giveWay(UUID place, boolean promised) {
    int from = 0;
    while (from < history.size() && !history.get(from).turn.turn().equals(place)) {
      from++;
    }
    if (from == history.size() || history.get(from).doubtful) {
      history.forEach(Entry::doubt); // Whose place it gets, is not known.
      return;
    }
    List<Entry> behind = history.subList(from, history.size());
    if (promised) {
      behind.forEach(entry -> replaced.add(entry.turn));
      behind.clear();
    } else {
      behind.forEach(Entry::doubt);
    }
  }

  /** It has its place now, also for those that come after it. */
  void ends(StartedTurn turn, Optional<EndedTurn> end, boolean promised) {
    earlier.add(turn);
    boolean answered = end.filter(each -> each.status() == TurnStatus.COMPLETED).isPresent();
    history.add(
        new Entry(
            turn,
            end.map(EndedTurn::finishedAt).orElse(Instant.MAX),
            answered && promised,
            !promised));
  }

  /** Of some questions, those that were not asked before. */
  List<Marker> unheardOf(List<Marker> some) {
    return without(some, markers(earlier));
  }

  /** Of some questions, those whose place others have taken, or that were deleted. */
  List<Marker> gone(List<Marker> some) {
    Set<Marker> kept = new HashSet<>(some);
    kept.removeAll(markers(replaced));
    kept.removeAll(markers(cleared));
    return without(some, kept);
  }

  /** The last question that must be shown; empty if none must. */
  Optional<Marker> required() {
    int last = lastRequired();
    return last < 0 ? Optional.empty() : history.get(last).turn.marker();
  }

  /** Those that came after it. */
  Set<Marker> sinceRequired() {
    return markers(
        history.subList(lastRequired() + 1, history.size()).stream()
            .map(entry -> entry.turn)
            .toList());
  }

  private int lastRequired() {
    int last = history.size() - 1;
    while (last >= 0 && !history.get(last).required) {
      last--;
    }
    return last;
  }

  /** Turns whose place others have taken for good. */
  Set<StartedTurn> replaced() {
    return replaced;
  }

  /** Turns of before the last clearing. */
  Set<StartedTurn> cleared() {
    return cleared;
  }

  private static Set<Marker> markers(Collection<StartedTurn> turns) {
    return turns.stream().flatMap(turn -> turn.marker().stream()).collect(Collectors.toSet());
  }

  private static List<Marker> without(List<Marker> some, Set<Marker> others) {
    return some.stream().filter(marker -> !others.contains(marker)).toList();
  }
}

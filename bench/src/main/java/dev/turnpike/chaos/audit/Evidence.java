package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Asked;
import dev.turnpike.chaos.load.Erasure;
import dev.turnpike.chaos.load.Marker;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a verdict may rest on: what was promised to clients, what is in the topics, and what is
 * in the database.
 *
 * @param asked what the clients noted
 * @param erasures likewise, of sessions that were to be cleared or deleted
 * @param circumstances what those who made the trouble have noted
 * @param started the turns in {@code chat.requests}, in the order of each partition
 * @param clearings the commands there that delete what was said
 * @param rollbacks likewise, that make a session forget what has not ended
 * @param replies what a follower of each turn has seen
 * @param ended the records of {@code turns.completed}, by turn
 * @param learned the turn and the memory of each addition in {@code memory.changes}
 * @param scored the records of {@code turns.scored}
 * @param deadLetters by the topic that they are from
 * @param rollups of the analytics
 * @param leftovers what was looked for when all was done
 */
record Evidence(
    Map<Marker, Asked> asked,
    List<Erasure> erasures,
    Circumstances circumstances,
    List<StartedTurn> started,
    List<Clearing> clearings,
    List<Rollback> rollbacks,
    Map<UUID, Follower> replies,
    Map<UUID, List<EndedTurn>> ended,
    List<Learned> learned,
    List<Score> scored,
    List<DeadLetter> deadLetters,
    Rollups rollups,
    List<Leftover> leftovers,
    Tables tables) {

  /** One memory that one turn gave. */
  record Learned(UUID turn, UUID memory) {}

  /** The question of a turn; empty if it is not the load's. */
  Optional<Asked> asked(StartedTurn turn) {
    return turn.marker().flatMap(marker -> Optional.ofNullable(asked.get(marker)));
  }

  /** Whether its client was told that it is accepted: others may be withdrawn later. */
  boolean isPromised(StartedTurn turn) {
    return asked(turn).filter(Asked::accepted).isPresent();
  }

  /** By session, what stands in the log about its history, in order. */
  Map<String, List<SessionEvent>> sessions() {
    return Stream.<List<? extends SessionEvent>>of(started, clearings, rollbacks)
        .<SessionEvent>flatMap(List::stream)
        .sorted(Comparator.comparingLong(event -> event.place().offset()))
        .collect(Collectors.groupingBy(SessionEvent::session));
  }

  /** The one end of a turn; empty if there is none or more than one. */
  Optional<EndedTurn> end(UUID turn) {
    List<EndedTurn> ends = ended.getOrDefault(turn, List.of());
    return ends.size() == 1 ? Optional.of(ends.getFirst()) : Optional.empty();
  }
}

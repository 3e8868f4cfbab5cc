package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Asked;
import dev.turnpike.chaos.load.Marker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * All that a verdict may rest on: what was promised to clients, what is in the topics, and what is
 * in the database.
 *
 * @param asked what the clients noted
 * @param circumstances what those who made the trouble have noted
 * @param started the turns in {@code chat.requests}, in the order of each partition
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
    Circumstances circumstances,
    List<StartedTurn> started,
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

  /** The one end of a turn; empty if there is none or more than one. */
  Optional<EndedTurn> end(UUID turn) {
    List<EndedTurn> ends = ended.getOrDefault(turn, List.of());
    return ends.size() == 1 ? Optional.of(ends.getFirst()) : Optional.empty();
  }
}

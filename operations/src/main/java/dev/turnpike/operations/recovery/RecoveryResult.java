package dev.turnpike.operations.recovery;

import dev.turnpike.agent.turns.LostTurns.Fate;
import java.util.List;
import java.util.Map;

/**
 * What was put back, or would be.
 *
 * @param turns how many ended turns the log has, by what the database had of them
 * @param early how many of those that it lacked are older than the time it is said to be of: then
 *     there may be more, and an earlier time is to be given
 * @param sessions that were opened again
 * @param accounts ids of users of whom nothing but the id could be put back
 * @param scores that were put back
 * @param commands cancellations, interruptions and deletions of messages that were repeated
 * @param memories deleted again
 * @param forgotten users who are to be erased again
 * @param rewound by how many records each consumer group was set back
 * @param unreadable records of the log that can't be read
 */
public record RecoveryResult(
    Map<Fate, Integer> turns,
    int early,
    int sessions,
    List<String> accounts,
    int scores,
    int commands,
    int memories,
    int forgotten,
    Map<String, Long> rewound,
    int unreadable) {

  public RecoveryResult {
    turns = Map.copyOf(turns);
    accounts = List.copyOf(accounts);
    rewound = Map.copyOf(rewound);
  }

  public int turns(Fate fate) {
    return turns.getOrDefault(fate, 0);
  }
}

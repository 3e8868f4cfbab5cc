package dev.turnpike.agent.turns;

import dev.turnpike.agent.turns.StopSignal.Stop;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The turns that this process works on, whoever owns their partition by now. */
final class RunningTurns {

  /** Where a turn's StartTurn stands in chat.requests. */
  record Position(int partition, long offset) {

    boolean isBefore(Position other) {
      return partition == other.partition && offset < other.offset;
    }
  }

  /** A turn at work. */
  record Running(String sessionId, String userId, Position position, StopSignal signal) {}

  private final ConcurrentMap<UUID, Running> turns = new ConcurrentHashMap<>();

  /** Enters a turn; false when another thread's entry stands there already. */
  boolean enter(UUID turnId, Running running) {
    return turns.computeIfAbsent(turnId, _ -> running).equals(running);
  }

  /** A claim was granted to this entry, so whatever else stands there has lost the turn. */
  void granted(UUID turnId, Running running) {
    turns.put(turnId, running);
  }

  boolean contains(UUID turnId) {
    return turns.containsKey(turnId);
  }

  int size() {
    return turns.size();
  }

  void leave(UUID turnId, Running running) {
    turns.remove(turnId, running);
  }

  /** Ends a turn, if it is this user's and session's. */
  void stop(UUID turnId, String sessionId, String userId, Stop stop) {
    var running = turns.get(turnId);
    if (running != null
        && running.sessionId().equals(sessionId)
        && running.userId().equals(userId)) {
      running.signal().request(stop);
    }
  }

  /** Ends a turn, on behalf of the database. */
  void stop(UUID turnId, Stop stop) {
    var running = turns.get(turnId);
    if (running != null) {
      running.signal().request(stop);
    }
  }

  /** Ends the session's turns that were accepted earlier. */
  void stopBefore(Position position, String sessionId, Stop stop) {
    turns.values().stream()
        .filter(running -> running.sessionId().equals(sessionId))
        .filter(running -> running.position().isBefore(position))
        .forEach(running -> running.signal().request(stop));
  }
}

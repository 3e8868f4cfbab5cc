package dev.turnpike.operations.recovery;

import dev.turnpike.agent.turns.LostTurns;
import dev.turnpike.agent.turns.LostTurns.Fate;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Origin;
import dev.turnpike.ingress.sessions.LostSessions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Puts ended turns back, and the sessions that they were in. */
final class TurnsTaker implements TopicPass.Taker<CompletedTurn> {

  private final RecoveryOptions options;
  private final LostTurns turns;
  private final LostSessions sessions;
  private final Set<String> cleared;
  private final Set<String> seen = new HashSet<>();
  private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
  private final List<String> accounts = new ArrayList<>();
  private int opened;
  private int early;

  /**
   * @param cleared sessions that may have been deleted
   */
  TurnsTaker(RecoveryOptions options, LostTurns turns, LostSessions sessions, Set<String> cleared) {
    this.options = options;
    this.turns = turns;
    this.sessions = sessions;
    this.cleared = cleared;
  }

  @Override
  public void take(ConsumerRecord<byte[], byte[]> record, CompletedTurn turn) throws SQLException {
    var fate = fate(record, turn);
    fates.merge(fate, 1, Integer::sum);
    boolean lacked = fate == Fate.MISSING || fate == Fate.UNFINISHED;
    early += lacked && record.timestamp() < options.since().toEpochMilli() ? 1 : 0;
    if (fate != Fate.FORGOTTEN) {
      open(turn);
    }
  }

  Map<Fate, Integer> fates() {
    return fates;
  }

  int opened() {
    return opened;
  }

  /** Turns that should have been there if the database is of the time that it is said to be of. */
  int early() {
    return early;
  }

  List<String> accounts() {
    return accounts;
  }

  private Fate fate(ConsumerRecord<byte[], byte[]> record, CompletedTurn turn) throws SQLException {
    if (options.forgotten().includes(turn.getUserId(), turn.getTimings().getAcceptedAt())) {
      return Fate.FORGOTTEN;
    }
    return options.dryRun() ? turns.fate(turn) : turns.putBack(turn, record.value());
  }

  /** Those of OpenAI's clients are in no list. */
  private void open(CompletedTurn turn) {
    var id = turn.getSessionId();
    if (turn.getOrigin() != Origin.NATIVE
        || !seen.add(id)
        || cleared.contains(id)
        || sessions.exists(id)) {
      return;
    }
    opened++;
    if (!options.dryRun()
        && sessions.putBack(
            id, turn.getUserId(), turn.getAgent(), turn.getTimings().getAcceptedAt())) {
      accounts.add(turn.getUserId());
    }
  }
}

package dev.turnpike.agent.turns;

import dev.turnpike.agent.turns.RunningTurns.Position;
import dev.turnpike.agent.turns.StopSignal.Stop;
import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.ClearHistory;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.ContextSource;
import dev.turnpike.events.OnBusy;
import dev.turnpike.events.Origin;
import dev.turnpike.events.ResolveBusy;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What {@code chat.requests} says of turns that a {@link CompletedTurn} does not: where their
 * events went, and what was to leave the history again. Some 150 bytes are kept for each turn.
 *
 * <p>Commands are added in the order of their partitions.
 */
public final class PastCommands {

  private final Map<UUID, Begun> begun = new HashMap<>();
  private final Map<UUID, Placed> cancellations = new HashMap<>();
  private final Map<String, Placed> clearings = new HashMap<>();
  private final Set<String> cleared = new HashSet<>();
  private final Map<String, NavigableMap<Long, Placed>> interruptions = new HashMap<>();

  private record Begun(int mailbox, boolean inSession) {}

  private record Placed(TurnCommand command, Position position) {
    boolean forgets() {
      return command.getBody() instanceof CancelTurn cancel && cancel.getForget();
    }
  }

  public void add(TurnCommand command, int partition, long offset) {
    var placed = new Placed(command, new Position(partition, offset));
    switch (command.getBody()) {
      case StartTurn start -> {
        boolean inSession = start.getContext() == ContextSource.SESSION;
        begun.put(command.getTurnId(), new Begun(start.getMailbox(), inSession));
        cleared.remove(command.getSessionId());
      }
      case CancelTurn _ ->
          cancellations.merge(
              command.getTurnId(), placed, (first, later) -> first.forgets() ? first : later);
      case ClearHistory _ -> {
        clearings.put(command.getSessionId(), placed);
        cleared.add(command.getSessionId());
      }
      case ResolveBusy busy -> {
        if (busy.getOnBusy() == OnBusy.INTERRUPT || busy.getOnBusy() == OnBusy.ROLLBACK) {
          interruptions
              .computeIfAbsent(command.getSessionId(), _ -> new TreeMap<>())
              .put(offset, placed);
        }
      }
      default -> {} // of a later version
    }
  }

  /** Sessions whose messages were deleted, maybe with the session itself, and not asked since. */
  public Set<String> cleared() {
    return Set.copyOf(cleared);
  }

  /** How many commands {@link LostTurns#repeatCommands} carries out. */
  public int count() {
    return interruptions.size() + cancellations.size() + clearings.size();
  }

  /** The mailbox of a turn's events; null when its request was not read. */
  @Nullable Integer mailbox(UUID turnId) {
    var start = begun.get(turnId);
    return start == null ? null : start.mailbox();
  }

  /**
   * Whether a turn's messages are to be found in its session's history, if nobody clears it. Of
   * turns whose request was not read that is known of the native API's only.
   */
  boolean inHistory(CompletedTurn turn) {
    var start = begun.get(turn.getTurnId());
    boolean inSession = start == null ? turn.getOrigin() == Origin.NATIVE : start.inSession();
    return inSession && !isForgotten(turn);
  }

  /** Whether a turn left the history with its end. */
  boolean isForgotten(CompletedTurn turn) {
    return wasRefused(turn) || wasRolledBack(turn);
  }

  /**
   * Carries out again what concerns turns that may not have ended, or the messages of those that
   * have. Each may be repeated without harm.
   */
  void repeat(SessionStore store) throws SQLException {
    for (var ofSession : interruptions.values()) {
      var each = ofSession.lastEntry().getValue();
      if (each.command().getBody() instanceof ResolveBusy busy) {
        boolean forget = busy.getOnBusy() == OnBusy.ROLLBACK;
        store.interrupt(
            each.command(), each.position(), new Stop.Cancelled(SessionCommands.REPLACED, forget));
      }
    }
    for (var each : cancellations.values()) {
      if (each.command().getBody() instanceof CancelTurn cancel) {
        store.cancel(each.command(), cancel.getReason(), cancel.getForget());
      }
    }
    for (var each : clearings.values()) {
      store.clearHistory(each.command().getSessionId(), each.position());
    }
  }

  private static boolean wasRefused(CompletedTurn turn) {
    return turn.getError() != null && turn.getError().getCode().equals(SessionCommands.BUSY_CODE);
  }

  /** A turn that another one of its session replaced was replaced by the next that could. */
  private boolean wasRolledBack(CompletedTurn turn) {
    var later = interruptions.get(turn.getSessionId());
    if (later == null
        || turn.getError() == null
        || !turn.getError().getMessage().equals(SessionCommands.REPLACED)) {
      return false;
    }
    var next = later.higherEntry(turn.getRequest().getOffset());
    return next != null
        && next.getValue().command().getBody() instanceof ResolveBusy busy
        && busy.getOnBusy() == OnBusy.ROLLBACK;
  }
}

package dev.turnpike.agent.turns;

import dev.turnpike.agent.replies.ReplyPublisher;
import dev.turnpike.agent.turns.RunningTurns.Position;
import dev.turnpike.agent.turns.StopSignal.Stop;
import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.ClearHistory;
import dev.turnpike.events.Failed;
import dev.turnpike.events.HistoryCleared;
import dev.turnpike.events.OnBusy;
import dev.turnpike.events.ResolveBusy;
import dev.turnpike.events.TurnCommand;
import java.sql.SQLException;
import java.util.List;

/**
 * Commands about a session's other turns.
 *
 * <p>Each first writes its wish to Postgres, then looks at what runs here: a turn that is claimed
 * in between is seen by one of the two. One that runs on another worker hears of it with that
 * worker's next heartbeat.
 */
final class SessionCommands {

  static final String BUSY_CODE = "session_busy";
  static final String BUSY =
      "The session's previous turn has not ended: wait for it, cancel it, or ask with on_busy"
          + " enqueue, interrupt or rollback";

  static final String REPLACED = "a newer turn of the session took its place";

  private final SessionStore store;
  private final RunningTurns running;
  private final ReplyPublisher replies;

  SessionCommands(SessionStore store, RunningTurns running, ReplyPublisher replies) {
    this.store = store;
    this.running = running;
    this.replies = replies;
  }

  void cancel(TurnCommand command, CancelTurn cancel) throws SQLException {
    store.cancel(command, cancel.getReason(), cancel.getForget());
    running.stop(
        command.getTurnId(),
        command.getSessionId(),
        command.getUserId(),
        new Stop.Cancelled(cancel.getReason(), cancel.getForget()));
  }

  /**
   * Decides, in the log's order, what becomes of the session's unfinished turns.
   *
   * @param unfinished offsets of the session's earlier commands that this worker has not finished
   */
  void resolve(TurnCommand command, ResolveBusy busy, Position position, List<Long> unfinished)
      throws SQLException, InterruptedException {
    switch (busy.getOnBusy()) {
      case ENQUEUE -> {}
      case REJECT -> reject(command, busy, position.partition(), unfinished);
      case INTERRUPT, ROLLBACK -> {
        boolean forget = busy.getOnBusy() == OnBusy.ROLLBACK;
        var stop = new Stop.Cancelled(REPLACED, forget);
        store.interrupt(command, position, stop);
        running.stopBefore(position, command.getSessionId(), stop);
      }
    }
  }

  void clear(TurnCommand command, ClearHistory clear, Position position)
      throws SQLException, InterruptedException {
    store.clearHistory(command.getSessionId(), position);
    var stream = replies.stream(command.getTurnId(), clear.getMailbox(), 1);
    stream.event(new HistoryCleared());
    ReplyEventsLostException.await(stream);
  }

  private void reject(TurnCommand command, ResolveBusy busy, int partition, List<Long> unfinished)
      throws SQLException, InterruptedException {
    if (store.refuseIfBusy(command, partition, unfinished, BUSY_CODE)) {
      var stream = replies.stream(command.getTurnId(), busy.getMailbox(), 1);
      stream.event(new Failed(BUSY_CODE, BUSY, 0));
      ReplyEventsLostException.await(stream);
    }
  }
}

package dev.turnpike.agent.turns;

import dev.turnpike.agent.replies.ReplyPublisher;
import dev.turnpike.agent.replies.ReplyStream;
import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.Channel;
import dev.turnpike.events.ClearHistory;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.ContextSource;
import dev.turnpike.events.HistoryCleared;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.keyed.Outages;
import dev.turnpike.keyed.Outcome;
import dev.turnpike.keyed.PoisonRecordException;
import dev.turnpike.keyed.RecordHandler;
import dev.turnpike.platform.EventRecords;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Carries out the commands of {@code chat.requests}.
 *
 * <p>For a turn: claim it, run an attempt, store its end in Postgres, tell its followers, and hand
 * its record to the group commit. Each step may be the last one before a crash:
 *
 * <pre>
 *   claimed ─▶ answered ─▶ end stored ─▶ followers told ─▶ published with the offset
 *      crash: the record comes again; after "end stored" it is only told and published again
 * </pre>
 *
 * <p>Every accepted turn ends here in exactly one {@link CompletedTurn}: an attempt that fails in
 * an unforeseen way is followed by another one, and the one after the last ends the turn as failed.
 */
final class TurnHandler implements RecordHandler {

  private static final Logger log = LoggerFactory.getLogger(TurnHandler.class);
  private static final int SPARE_ATTEMPTS = 3;
  private static final Duration HELD_PAUSE = Duration.ofMillis(200);

  private final TurnStore store;
  private final ReplyPublisher replies;
  private final Attempt.Tools tools;
  private final EventRecords<TurnCommand> commands;
  private final EventRecords<CompletedTurn> completedTurns;
  private final TurnMetrics metrics;

  /** The turns that this process works on, whoever owns their partition by now. */
  private final ConcurrentMap<UUID, Cancellation> active = new ConcurrentHashMap<>();

  TurnHandler(
      TurnStore store,
      ReplyPublisher replies,
      Attempt.Tools tools,
      EventRecords<TurnCommand> commands,
      EventRecords<CompletedTurn> completedTurns,
      TurnMetrics metrics) {
    this.store = store;
    this.replies = replies;
    this.tools = tools;
    this.commands = commands;
    this.completedTurns = completedTurns;
    this.metrics = metrics;
  }

  @Override
  public Outcome handle(ConsumerRecord<byte[], byte[]> record)
      throws SQLException, InterruptedException {
    var command = commands.read(record);
    return switch (command.getBody()) {
      case StartTurn start ->
          Outcome.publishing(
              completedTurns.record(command.getUserId(), runToEnd(record, command, start)));
      case CancelTurn cancel -> cancel(command, cancel);
      case ClearHistory clear -> clear(command, clear);
      default ->
          throw new PoisonRecordException(
              "unknown_command", "a command of a kind that this version does not know");
    };
  }

  private CompletedTurn runToEnd(
      ConsumerRecord<byte[], byte[]> record, TurnCommand command, StartTurn start)
      throws SQLException, InterruptedException {
    var turnId = command.getTurnId();
    var cancellation = new Cancellation();
    try {
      while (true) {
        var other = active.putIfAbsent(turnId, cancellation);
        boolean runsHere = other != null && other != cancellation;
        switch (store.claim(command, start, runsHere)) {
          case Claim.Finished finished -> {
            tellAgain(start, finished.turn());
            return finished.turn();
          }
          case Claim.Held _ -> Thread.sleep(HELD_PAUSE);
          case Claim.Granted claim -> {
            var ended = runOnce(record, command, start, claim, cancellation);
            if (ended != null) {
              return ended;
            }
          }
        }
      }
    } finally {
      active.remove(turnId, cancellation);
    }
  }

  /** One attempt; null when it came to nothing and the turn has to be claimed again. */
  private @Nullable CompletedTurn runOnce(
      ConsumerRecord<byte[], byte[]> source,
      TurnCommand command,
      StartTurn start,
      Claim.Granted claim,
      Cancellation cancellation)
      throws SQLException, InterruptedException {
    metrics.claimed(command, claim);
    if (claim.attempt() > tools.properties().maxAttempts() + SPARE_ATTEMPTS) {
      throw new PoisonRecordException(
          "always_fails", "no end could be stored in %d attempts".formatted(claim.attempt()));
    }
    var stream = replies.stream(command.getTurnId(), start.getMailbox(), claim.attempt());
    boolean stored = false;
    try {
      var turn = new Attempt(source, command, start, claim, tools, stream, cancellation).run();
      stored = store.finish(turn, forgotten(cancellation), hasHistory(start));
      if (stored) {
        metrics.finished(turn);
        tell(stream, turn);
        return turn;
      }
      about(log.atInfo(), command, claim).log("Fenced: a higher attempt has begun");
    } catch (RuntimeException | SQLException e) {
      if (EventRecords.isOutage(e)) {
        throw e;
      }
      about(log.atError(), command, claim).setCause(e).log("Attempt failed unforeseen");
    } finally {
      if (!stored) {
        giveBack(command, claim);
      }
    }
    return null;
  }

  private void tell(ReplyStream stream, CompletedTurn turn) throws InterruptedException {
    stream.event(TerminalEvents.of(turn));
    var lost = stream.awaitDelivered();
    if (lost != null) {
      throw new ReplyEventsLost(lost);
    }
  }

  /**
   * Sends the stored answer and its end again: the process that stored it may have died before its
   * last events were delivered. Followers that have them ignore these.
   */
  private void tellAgain(StartTurn start, CompletedTurn turn) throws InterruptedException {
    var stream = replies.stream(turn.getTurnId(), start.getMailbox(), turn.getAttempts());
    stream.restart("stored answer");
    stream.text(turn.getAnswer(), Channel.ANSWER);
    tell(stream, turn);
  }

  private Outcome cancel(TurnCommand command, CancelTurn cancel) throws SQLException {
    store.requestCancel(command, cancel.getReason(), cancel.getForget());
    var running = active.get(command.getTurnId());
    if (running != null) {
      running.request(cancel.getReason(), cancel.getForget());
    }
    return Outcome.nothing();
  }

  private Outcome clear(TurnCommand command, ClearHistory clear)
      throws SQLException, InterruptedException {
    store.clearHistory(command.getSessionId());
    var stream = replies.stream(command.getTurnId(), clear.getMailbox(), 1);
    stream.event(new HistoryCleared());
    var lost = stream.awaitDelivered();
    if (lost != null) {
      throw new ReplyEventsLost(lost);
    }
    return Outcome.nothing();
  }

  private void giveBack(TurnCommand command, Claim.Granted claim) {
    boolean interrupted = Thread.interrupted();
    try {
      store.release(command.getTurnId(), claim.attempt());
    } catch (SQLException e) {
      about(log.atWarn(), command, claim).log("The claim could not be given back, it will expire");
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean forgotten(Cancellation cancellation) {
    var request = cancellation.close();
    return request != null && request.forget();
  }

  private static boolean hasHistory(StartTurn start) {
    return start.getContext() == ContextSource.SESSION;
  }

  private static LoggingEventBuilder about(
      LoggingEventBuilder event, TurnCommand command, Claim.Granted claim) {
    return event
        .addKeyValue("turn", command.getTurnId())
        .addKeyValue("session", command.getSessionId())
        .addKeyValue("attempt", claim.attempt());
  }

  /** Some of a turn's events were not delivered, because the broker could not be reached. */
  private static final class ReplyEventsLost extends RuntimeException implements Outages.Outage {
    ReplyEventsLost(Exception cause) {
      super("Reply events were not delivered", cause);
    }
  }
}

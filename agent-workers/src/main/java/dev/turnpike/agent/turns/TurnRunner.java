package dev.turnpike.agent.turns;

import dev.turnpike.agent.replies.ReplyPublisher;
import dev.turnpike.agent.replies.ReplyStream;
import dev.turnpike.agent.turns.RunningTurns.Position;
import dev.turnpike.agent.turns.RunningTurns.Running;
import dev.turnpike.events.Channel;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.ContextSource;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.keyed.Delivery;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.telemetry.Activity;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Brings a turn to its end: claim it, run an attempt, store its end in Postgres, tell its
 * followers. Each step may be the last one before a crash:
 *
 * <pre>
 *   claimed ─▶ answered ─▶ end stored ─▶ followers told ─▶ published with the offset
 *      crash: the command comes again; after "end stored" it is only told and published again
 * </pre>
 *
 * <p>Every accepted turn ends in exactly one {@link CompletedTurn}: an attempt that fails in an
 * unforeseen way is followed by another one, and the one after the last ends the turn as failed.
 */
final class TurnRunner {

  private static final Logger log = LoggerFactory.getLogger(TurnRunner.class);
  private static final Pauses HELD = new Pauses(Duration.ofMillis(200), Duration.ofSeconds(2));
  private static final Pauses STORE = new Pauses(Duration.ofMillis(200), Duration.ofSeconds(2));

  /** For a last owner that is alive to tell the end itself: two at once might mix their events. */
  private static final Duration TELLING = Duration.ofMillis(500);

  private final TurnStore store;
  private final ReplyPublisher replies;
  private final RunningTurns running;
  private final Attempt.Parts parts;
  private final TurnMetrics metrics;

  TurnRunner(
      TurnStore store,
      ReplyPublisher replies,
      RunningTurns running,
      Attempt.Parts parts,
      TurnMetrics metrics) {
    this.store = store;
    this.replies = replies;
    this.running = running;
    this.parts = parts;
    this.metrics = metrics;
  }

  /** A command with the record that it came in. */
  record Request(ConsumerRecord<byte[], byte[]> source, TurnCommand command, StartTurn start) {

    Position position() {
      return new Position(source.partition(), source.offset());
    }

    /** Of which nothing is recalled for it, nor learned from it. */
    Request withoutMemory() {
      return new Request(source, command, StartTurn.newBuilder(start).setMemory(false).build());
    }
  }

  /**
   * Runs the turn, or finds how it has ended.
   *
   * @throws InterruptedException also when the command is no longer this worker's and the turn is
   *     not either
   */
  CompletedTurn run(Request request, Delivery delivery) throws SQLException, InterruptedException {
    var command = request.command();
    var entry =
        new Running(
            command.getSessionId(), command.getUserId(), request.position(), new StopSignal());
    try {
      boolean waited = false;
      while (true) {
        boolean runsHere = !running.enter(command.getTurnId(), entry);
        switch (claim(request, runsHere)) {
          case Claim.Finished finished -> {
            if (waited) {
              Thread.sleep(TELLING);
            }
            tellAgain(request.start(), finished.turn());
            return finished.turn();
          }
          case Claim.Held _ -> {
            awaitFree(command.getTurnId(), delivery);
            waited = true;
          }
          case Claim.Granted claim -> {
            running.granted(command.getTurnId(), entry);
            var ended = runOnce(request, claim, entry.signal(), delivery);
            if (ended != null) {
              return ended;
            }
          }
        }
      }
    } finally {
      running.leave(command.getTurnId(), entry);
    }
  }

  private Claim claim(Request request, boolean runsHere) throws SQLException {
    try (var activity = Activity.begin("claim turn")) {
      var claim = store.claim(request, runsHere);
      switch (claim) {
        case Claim.Granted granted ->
            activity
                .set("turnpike.claim", "granted")
                .set("turnpike.turn.attempt", granted.attempt())
                .set("turnpike.history.messages", granted.history().size());
        case Claim.Held _ -> activity.set("turnpike.claim", "held");
        case Claim.Finished _ -> activity.set("turnpike.claim", "finished");
      }
      return claim;
    }
  }

  private void awaitFree(UUID turnId, Delivery delivery) throws SQLException, InterruptedException {
    for (int round = 0; round == 0 || store.isHeld(turnId); round++) {
      if (!delivery.owned()) {
        throw new InterruptedException("the partition has another owner, and so has the turn");
      }
      Thread.sleep(HELD.pause(round));
    }
  }

  /** One attempt; null when it came to nothing and the turn has to be claimed again. */
  private @Nullable CompletedTurn runOnce(
      Request request, Claim.Granted claim, StopSignal signal, Delivery delivery)
      throws SQLException, InterruptedException {
    var command = request.command();
    metrics.claimed(command, claim);
    var stream = replies.stream(command.getTurnId(), request.start().getMailbox(), claim.attempt());
    boolean stored = false;
    boolean strike = false;
    try (var activity = AttemptActivity.begin(request, claim)) {
      var attempt = attempt(request, claim, stream, signal, delivery);
      var ended = ended(request, claim, attempt.run(), attempt, signal);
      var end = write(() -> store.finish(ended), delivery);
      if (end != null) {
        stored = true;
        metrics.finished(end);
        activity.ended(end);
        about(log.atInfo(), claim).addKeyValue("status", end.getStatus()).log("Turn ended");
        tell(request.start(), stream, end);
        return end;
      }
      metrics.fenced();
      about(log.atInfo(), claim).log("Fenced: a higher attempt has begun");
    } catch (FencedException e) {
      metrics.fenced();
      about(log.atInfo(), claim).log("Fenced in a step: a higher attempt has begun");
    } catch (RuntimeException | SQLException e) {
      // What failed even as a bare end is not tried for ever: the consumer counts.
      if (EventRecords.isOutage(e) || isLast(claim)) {
        throw e;
      }
      strike = true;
      about(log.atError(), claim).setCause(e).log("Attempt failed unforeseen");
    } finally {
      if (!stored) {
        giveBack(command, claim, strike);
      }
    }
    return null;
  }

  /** Waits an outage out: what is to be written would otherwise have to be made again. */
  private static <T extends @Nullable Object> T write(StopSignal.Write<T> write, Delivery delivery)
      throws SQLException, InterruptedException {
    for (int round = 0; ; round++) {
      try {
        return write.run();
      } catch (SQLException e) {
        if (!EventRecords.isOutage(e) || !delivery.owned()) {
          throw e;
        }
        Thread.sleep(STORE.pause(round));
      }
    }
  }

  /** Whether an end that says that the attempts are exhausted could not be stored either. */
  private boolean isLast(Claim.Granted claim) {
    return claim.strikes() > parts.properties().maxAttempts();
  }

  private Attempt attempt(
      Request request,
      Claim.Granted claim,
      ReplyStream stream,
      StopSignal signal,
      Delivery delivery) {
    var turnId = request.command().getTurnId();
    return new Attempt(
        claim.exempt() ? request.withoutMemory() : request,
        claim,
        parts,
        stream,
        signal,
        step -> {
          if (!signal.shield(
              () -> write(() -> store.saveStep(turnId, claim.attempt(), step), delivery))) {
            throw new FencedException();
          }
        });
  }

  private Ended ended(
      Request request,
      Claim.Granted claim,
      CompletedTurn turn,
      Attempt attempt,
      StopSignal signal) {
    var fitting = store.fitting(turn);
    if (isLast(claim)) {
      return Ended.bare(fitting);
    }
    boolean inHistory = request.start().getContext() == ContextSource.SESSION;
    boolean forget = signal.forget() || claim.refusal() != null;
    var tokenizer = parts.models().defaultModel().tokenizer();
    return Ended.of(fitting, attempt.steps(), inHistory, forget, tokenizer);
  }

  private void tell(StartTurn start, ReplyStream stream, CompletedTurn turn)
      throws InterruptedException {
    if (stream.hasLost()) {
      tellAgain(start, turn); // an end behind a hole would look like a whole answer
    } else {
      stream.event(TerminalEvents.of(turn));
      ReplyEventsLostException.await(stream);
    }
  }

  /**
   * Sends the stored answer and its end again: the process that stored it may have died before its
   * last events were delivered. Followers that have them ignore these.
   */
  private void tellAgain(StartTurn start, CompletedTurn turn) throws InterruptedException {
    var stream = replies.stream(turn.getTurnId(), start.getMailbox(), turn.getAttempts());
    stream.restart(0, "stored answer");
    stream.text(turn.getAnswer(), Channel.ANSWER);
    stream.event(TerminalEvents.of(turn));
    ReplyEventsLostException.await(stream);
  }

  private void giveBack(TurnCommand command, Claim.Granted claim, boolean strike) {
    boolean interrupted = Thread.interrupted();
    try {
      store.release(command.getTurnId(), claim.attempt(), strike);
    } catch (SQLException e) {
      about(log.atWarn(), claim).log("The claim could not be given back, the heartbeat will do it");
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static LoggingEventBuilder about(LoggingEventBuilder event, Claim.Granted claim) {
    return event.addKeyValue("attempt", claim.attempt());
  }
}

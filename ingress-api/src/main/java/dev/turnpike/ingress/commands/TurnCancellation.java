package dev.turnpike.ingress.commands;

import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.telemetry.Activity;
import dev.turnpike.telemetry.LogContext;
import java.time.Clock;
import java.util.UUID;

/**
 * Cancels a turn through the log, behind its start in the same partition: so it reaches the worker
 * that runs the turn, or will, from whatever node it comes. Blocks.
 */
public final class TurnCancellation {
  private static final String REASON = "Its user asked for it.";

  private final CommandLog commands;
  private final Clock clock;

  TurnCancellation(CommandLog commands, Clock clock) {
    this.commands = commands;
    this.clock = clock;
  }

  /** Which turn; a worker leaves one alone whose session or user is another. */
  public record Target(UUID turnId, String sessionId, String userId) {}

  /**
   * Returns when the log has the command. It may be repeated, and changes nothing about a turn that
   * has ended, except that it leaves the history when it is to be forgotten.
   *
   * @throws Problem 503 when Kafka does not take it
   */
  public void cancel(Target target, boolean forget) throws InterruptedException {
    cancel(target, REASON, forget);
  }

  /**
   * As above, for a reason of another's.
   *
   * @param reason a sentence for people
   */
  public void cancel(Target target, String reason, boolean forget) throws InterruptedException {
    commands.appendOrRefuse(
        TurnCommand.newBuilder()
            .setTurnId(target.turnId())
            .setSessionId(target.sessionId())
            .setUserId(target.userId())
            .setAcceptedAt(clock.instant())
            .setTraceParent(Activity.current().placeOr(null))
            .setRequestId(LogContext.current().requestId())
            .setBody(CancelTurn.newBuilder().setReason(reason).setForget(forget).build())
            .build());
  }
}

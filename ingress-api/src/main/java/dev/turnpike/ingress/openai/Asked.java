package dev.turnpike.ingress.openai;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.ContextSource;
import dev.turnpike.events.OnBusy;
import dev.turnpike.events.Origin;
import dev.turnpike.ingress.commands.TurnCancellation;
import dev.turnpike.ingress.commands.TurnIntake.Question;
import dev.turnpike.ingress.commands.TurnIntake.Sampling;
import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.telemetry.LogContext;
import java.util.List;
import java.util.UUID;

/**
 * A turn to be started.
 *
 * @param caller with the session that it belongs to
 * @param about for log lines
 */
public record Asked(UUID id, Caller.Session caller, Question question, LogContext about) {
  /** Of sessions with one turn, which nothing can continue. */
  private static final String ONCE = "once-";

  /** Who asks for a turn. Called once; may block and may refuse with a problem. */
  public interface Source {
    Asked get() throws InterruptedException;
  }

  /**
   * What is the same about a turn whatever conversation it belongs to.
   *
   * @param caller by whom it is asked
   */
  public record Draft(
      UUID id,
      Caller caller,
      Models.Choice model,
      Sampling sampling,
      Labels labels,
      CallHeaders headers) {
    /** One that goes on with a session. */
    public Asked inSession(String session, List<ChatMessage> messages) {
      return asked(session, messages, Origin.OPENAI, ContextSource.SESSION);
    }

    /** One whose messages are all there is. */
    public Asked asSent(List<ChatMessage> messages) {
      Origin origin = headers.isTask() ? Origin.TASK : Origin.OPENAI;
      return asked(ONCE + id, messages, origin, ContextSource.AS_SENT);
    }

    private Asked asked(
        String session, List<ChatMessage> messages, Origin origin, ContextSource context) {
      return new Asked(
          id,
          new Caller.Session(caller.userId(), session, model.agent(), caller.apiKeyId()),
          new Question(
              messages,
              origin,
              context,
              OnBusy.ENQUEUE,
              model.model(),
              sampling,
              origin != Origin.TASK,
              labels.values(),
              headers.traceParent(),
              null,
              null),
          LogContext.current().withUser(caller.userId(), session).withTurn(id));
    }
  }

  /** Whether a session is one that {@link Draft#inSession} may be given. */
  public static boolean canContinue(String session) {
    return !session.startsWith(ONCE);
  }

  TurnCancellation.Target target() {
    return new TurnCancellation.Target(id, caller.sessionId(), caller.userId());
  }
}

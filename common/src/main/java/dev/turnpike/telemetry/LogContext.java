package dev.turnpike.telemetry;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.TurnCommand;
import io.opentelemetry.context.Context;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Whose work a thread does. While a context is put, every log line of the thread names the request,
 * the user, the session and the turn, and the trace where there is one: the same keys in all
 * services, so that one search finds the whole life of a request.
 *
 * <p>A context is put when a piece of work begins, never per token or event.
 *
 * @param requestId of the HTTP request that the work began with
 */
public record LogContext(
    @Nullable String requestId,
    @Nullable String userId,
    @Nullable String sessionId,
    @Nullable String turnId,
    @Nullable String traceId) {

  public static final String REQUEST_ID = "request_id";
  public static final String USER_ID = "user_id";
  public static final String SESSION_ID = "session_id";
  public static final String TURN_ID = "turn_id";

  /** As the Elastic Common Schema calls it. */
  public static final String TRACE_ID = "trace.id";

  /** Of work that is nobody's. */
  public static final LogContext NONE = new LogContext(null, null, null, null, null);

  public LogContext(
      @Nullable String requestId,
      @Nullable String userId,
      @Nullable String sessionId,
      @Nullable String turnId) {
    this(requestId, userId, sessionId, turnId, null);
  }

  public static LogContext of(TurnCommand command) {
    return new LogContext(
        command.getRequestId(),
        command.getUserId(),
        command.getSessionId(),
        String.valueOf(command.getTurnId()),
        traceId(command.getTraceParent()));
  }

  public static LogContext of(CompletedTurn turn) {
    return new LogContext(
        turn.getRequestId(),
        turn.getUserId(),
        turn.getSessionId(),
        String.valueOf(turn.getTurnId()),
        traceId(turn.getTraceParent()));
  }

  /** Of the current thread. */
  public static LogContext current() {
    return new LogContext(
        MDC.get(REQUEST_ID),
        MDC.get(USER_ID),
        MDC.get(SESSION_ID),
        MDC.get(TURN_ID),
        MDC.get(TRACE_ID));
  }

  /** The same for one turn. */
  public LogContext withTurn(UUID turn) {
    return new LogContext(requestId, userId, sessionId, turn.toString(), traceId);
  }

  /** The same on behalf of a user, in a session or in none. */
  public LogContext withUser(String user, @Nullable String session) {
    return new LogContext(requestId, user, session, turnId, traceId);
  }

  /** The same of one trace, or of none. */
  public LogContext withTrace(@Nullable TraceParent place) {
    String trace = place == null ? null : place.traceId();
    return new LogContext(requestId, userId, sessionId, turnId, trace);
  }

  /** In place of what was put before, until {@link #clear} or the thread's end. */
  public void put() {
    put(REQUEST_ID, requestId);
    put(USER_ID, userId);
    put(SESSION_ID, sessionId);
    put(TURN_ID, turnId);
    put(TRACE_ID, traceId);
  }

  public static void clear() {
    NONE.put();
  }

  /** Runs on a thread that does other work before and after. */
  public void during(Runnable action) {
    LogContext before = current();
    put();
    try {
      action.run();
    } finally {
      before.put();
    }
  }

  /** The task, with the current thread's context wherever it runs, and a part of what it does. */
  public static Runnable carried(Runnable task) {
    LogContext context = current();
    Context trace = Context.current();
    Runnable traced = trace.equals(Context.root()) ? task : trace.wrap(task);
    return context.equals(NONE) ? traced : () -> context.during(traced);
  }

  private static @Nullable String traceId(@Nullable String traceParent) {
    TraceParent place = TraceParent.parse(traceParent);
    return place == null ? null : place.traceId();
  }

  private static void put(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }
}

package dev.turnpike.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work that a trace shows, from its begin to its {@link #close}: a span.
 *
 * <p>Code deep below a service's doors begins activities as parts of what its thread does; where
 * that belongs to no trace, nothing happens and nothing is spent. The doors themselves are {@link
 * Tracing}'s.
 *
 * <p>Invariant: what people and models say is in an activity through {@link #content} alone, and
 * never in its name, an event or a failure.
 */
public final class Activity implements AutoCloseable {

  /** Of no trace: what it is told is lost. */
  public static final Activity NONE = new Activity(Span.getInvalid(), Context.root(), null, false);

  static final ContextKey<Tracing> TRACING = ContextKey.named("turnpike.tracing");

  private final Span span;
  private final Context context;
  private final @Nullable Scope scope;
  private final boolean own; // else it stands for one that is not recorded, which another ends

  Activity(Span span, Context context, @Nullable Scope scope, boolean own) {
    this.span = span;
    this.context = context;
    this.scope = scope;
    this.own = own;
  }

  /** A part of what this thread does, on this thread: closed by it. */
  public static Activity begin(String name) {
    return begin(name, SpanKind.INTERNAL);
  }

  public static Activity begin(String name, SpanKind kind) {
    return part(name, kind, null, true);
  }

  /** A part of what this thread does that goes on beside it: closed by any thread. */
  public static Activity beginApart(String name, SpanKind kind) {
    return part(name, kind, null, false);
  }

  /**
   * A part that is over, such as a wait that is known only afterwards; of no length where the
   * clocks of two machines have it end before it begins.
   */
  public static void record(String name, Instant from, Instant to) {
    var begin = from.isBefore(to) ? from : to;
    var over = part(name, SpanKind.INTERNAL, begin, false);
    if (over.own) {
      over.span.end(to);
    }
  }

  /** What this thread does. */
  public static Activity current() {
    var context = Context.current();
    return context.get(TRACING) == null
        ? NONE
        : new Activity(Span.fromContext(context), context, null, false);
  }

  private static Activity part(
      String name, SpanKind kind, @Nullable Instant from, boolean onThread) {
    var parent = Context.current();
    var tracing = parent.get(TRACING);
    if (tracing == null) {
      return NONE;
    }
    var above = Span.fromContext(parent);
    if (!above.isRecording()) {
      return new Activity(above, parent, null, false);
    }
    var builder = tracing.tracer().spanBuilder(name).setSpanKind(kind).setParent(parent);
    if (from != null) {
      builder.setStartTimestamp(from);
    }
    return under(builder.startSpan(), parent, onThread);
  }

  /** Begun, and perhaps from now on what its thread does. */
  @SuppressWarnings("MustBeClosedChecker") // close() does
  static Activity under(Span span, Context parent, boolean onThread) {
    var context = parent.with(span);
    return new Activity(span, context, onThread ? context.makeCurrent() : null, true);
  }

  /** Whether anybody will see it: else what is costly to find out need not be. */
  public boolean isRecorded() {
    return span.isRecording();
  }

  public Activity rename(String name) {
    span.updateName(name);
    return this;
  }

  public Activity set(String key, @Nullable String value) {
    if (value != null) {
      span.setAttribute(key, value);
    }
    return this;
  }

  public Activity set(String key, long value) {
    span.setAttribute(key, value);
    return this;
  }

  public Activity set(String key, double value) {
    span.setAttribute(key, value);
    return this;
  }

  public Activity set(String key, boolean value) {
    span.setAttribute(key, value);
    return this;
  }

  public Activity set(String key, List<String> values) {
    span.setAttribute(AttributeKey.stringArrayKey(key), values);
    return this;
  }

  /** What somebody says: told only where the operator has switched that on. */
  public Activity content(String key, Supplier<@Nullable String> text) {
    var tracing = context.get(TRACING);
    return tracing != null && tracing.tellsContent() && isRecorded() ? set(key, text.get()) : this;
  }

  /** A moment that matters. */
  public Activity event(String name) {
    span.addEvent(name);
    return this;
  }

  /**
   * It came to nothing.
   *
   * @param type for programs, of few different values; never a message
   */
  public Activity failed(String type) {
    span.setAttribute("error.type", type);
    span.setStatus(StatusCode.ERROR);
    return this;
  }

  /** The same by an exception, of which only its class is told: messages quote what was said. */
  public Activity failed(Throwable failure) {
    return failed(failure.getClass().getName());
  }

  /** Its place in the trace, for work elsewhere; null when it is of no trace. */
  public @Nullable TraceParent place() {
    return TraceParent.of(span.getSpanContext());
  }

  /** Its place as text, or what stood there before when it is of no trace. */
  public @Nullable String placeOr(@Nullable String other) {
    var place = place();
    return place == null ? other : place.toString();
  }

  /** Until the scope is closed, by the same thread, this is what its thread does. */
  @SuppressWarnings("MustBeClosedChecker") // the caller does
  public Scope onThread() {
    return context.makeCurrent();
  }

  /** Its end; a second one changes nothing. */
  @Override
  public void close() {
    if (scope != null) {
      scope.close();
    }
    if (own) {
      span.end();
    }
  }
}

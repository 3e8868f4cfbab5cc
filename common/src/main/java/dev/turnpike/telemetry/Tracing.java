package dev.turnpike.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Where a service's part of a trace begins: at its doors, which are requests, records and errands
 * of its own. What happens behind them is told by {@link Activity}.
 */
public final class Tracing implements AutoCloseable {

  /** For services that nobody traces. */
  public static final Tracing OFF =
      new Tracing(OpenTelemetry.noop().getTracer("turnpike"), false, () -> {});

  private final Tracer tracer;
  private final boolean content;
  private final Runnable close;

  /**
   * @param content whether what people and models say is told too
   * @param close sends what is left, in bounded time
   */
  Tracing(Tracer tracer, boolean content, Runnable close) {
    this.tracer = tracer;
    this.content = content;
    this.close = close;
  }

  public boolean isOn() {
    return this != OFF;
  }

  /** Work that another service caused; of a trace of its own where it names no place. */
  public Activity begin(String name, SpanKind kind, @Nullable TraceParent cause) {
    return begin(name, kind, cause == null ? Context.root() : cause.context(), null);
  }

  /** Work of its own, of which a trace says what it is about. */
  public Activity beginAbout(String name, @Nullable TraceParent about) {
    return begin(name, SpanKind.INTERNAL, Context.root(), about);
  }

  /**
   * A request from outside, which goes on beside this thread. It joins its caller's trace.
   *
   * @param trusted whether the caller also decides if the trace is recorded; else this service does
   */
  public Activity request(String name, @Nullable TraceParent caller, boolean trusted) {
    if (!isOn()) {
      return Activity.NONE;
    }
    var parent = caller == null ? Context.root() : caller.context();
    var asked = trusted ? parent : OwnDecision.about(parent);
    var span = tracer.spanBuilder(name).setSpanKind(SpanKind.SERVER).setParent(asked).startSpan();
    return Activity.under(span, known(parent), false);
  }

  private Activity begin(String name, SpanKind kind, Context parent, @Nullable TraceParent about) {
    if (!isOn()) {
      return Activity.NONE;
    }
    var builder = tracer.spanBuilder(name).setSpanKind(kind).setParent(parent);
    if (about != null) {
      builder.addLink(about.place());
    }
    Span span = builder.startSpan();
    return Activity.under(span, known(parent), true);
  }

  private Context known(Context parent) {
    return parent.with(Activity.TRACING, this);
  }

  Tracer tracer() {
    return tracer;
  }

  boolean tellsContent() {
    return content;
  }

  @Override
  public void close() {
    close.run();
  }
}

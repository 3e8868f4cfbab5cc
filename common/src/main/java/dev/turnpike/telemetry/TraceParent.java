package dev.turnpike.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trace, as W3C writes it: what headers and records carry so that work elsewhere
 * becomes part of the same trace.
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {

  /** The header's name, in HTTP and in Kafka. */
  public static final String HEADER = "traceparent";

  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  /** Null when it is absent or not what W3C says. */
  public static @Nullable TraceParent parse(@Nullable String text) {
    if (text == null || !FORM.matcher(text).matches()) {
      return null;
    }
    boolean sampled = (Integer.parseInt(text, 53, 55, 16) & 1) == 1;
    return new TraceParent(text.substring(3, 35), text.substring(36, 52), sampled);
  }

  /** Null when the record has none. */
  public static @Nullable TraceParent in(Headers headers) {
    var header = headers.lastHeader(HEADER);
    return header == null || header.value() == null
        ? null
        : parse(new String(header.value(), StandardCharsets.US_ASCII));
  }

  /** In place of the one that is there. */
  public void write(Headers headers) {
    headers.remove(HEADER);
    headers.add(HEADER, toString().getBytes(StandardCharsets.US_ASCII));
  }

  /** The same place, of a trace that nobody here records. */
  public TraceParent unsampled() {
    return new TraceParent(traceId, spanId, false);
  }

  static @Nullable TraceParent of(SpanContext place) {
    return place.isValid()
        ? new TraceParent(place.getTraceId(), place.getSpanId(), place.isSampled())
        : null;
  }

  SpanContext place() {
    return SpanContext.createFromRemoteParent(
        traceId,
        spanId,
        sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(),
        TraceState.getDefault());
  }

  Context context() {
    return Context.root().with(Span.wrap(place()));
  }

  @Override
  public String toString() {
    return "00-%s-%s-%s".formatted(traceId, spanId, sampled ? "01" : "00");
  }
}

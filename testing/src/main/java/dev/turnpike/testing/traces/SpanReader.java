package dev.turnpike.testing.traces;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads what OTLP's protocol sends. */
final class SpanReader {

  private SpanReader() {}

  static List<SentSpan> read(byte[] body) {
    try {
      return ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
          .flatMap(
              resource -> {
                var of = attributes(resource.getResource().getAttributesList());
                return resource.getScopeSpansList().stream()
                    .flatMap(scope -> scope.getSpansList().stream())
                    .map(span -> read(of.getOrDefault("service.name", ""), span));
              })
          .toList();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("This is no OTLP trace export", e);
    }
  }

  private static SentSpan read(String service, Span span) {
    return new SentSpan(
        service,
        span.getName(),
        span.getKind().name().replace("SPAN_KIND_", ""),
        hex(span.getTraceId()),
        hex(span.getSpanId()),
        hex(span.getParentSpanId()),
        Instant.ofEpochSecond(0, span.getStartTimeUnixNano()),
        Instant.ofEpochSecond(0, span.getEndTimeUnixNano()),
        attributes(span.getAttributesList()),
        span.getEventsList().stream().map(Span.Event::getName).toList(),
        span.getLinksList().stream().map(link -> hex(link.getTraceId())).toList(),
        span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR);
  }

  private static Map<String, String> attributes(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(Collectors.toMap(KeyValue::getKey, each -> text(each.getValue())));
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream()
              .map(SpanReader::text)
              .collect(Collectors.joining(","));
      default -> value.toString();
    };
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}

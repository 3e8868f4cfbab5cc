package dev.turnpike.testing.traces;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A span as a collector got it.
 *
 * @param parentId empty for the first of a trace
 * @param kind such as {@code SERVER}
 * @param attributes as text; lists with commas
 * @param events their names, in order
 * @param links ids of the traces that it says it is about
 */
public record SentSpan(
    String service,
    String name,
    String kind,
    String traceId,
    String spanId,
    String parentId,
    Instant begin,
    Instant end,
    Map<String, String> attributes,
    List<String> events,
    List<String> links,
    boolean failed) {

  public SentSpan {
    attributes = Map.copyOf(attributes);
    events = List.copyOf(events);
    links = List.copyOf(links);
  }

  public Duration took() {
    return Duration.between(begin, end);
  }

  /** Empty when it does not have it. */
  public String get(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }
}

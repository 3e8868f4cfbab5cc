package dev.turnpike.ingress.operations;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a worker or node has told, read leniently: it may be of another version, so what is not
 * there is zero or empty.
 */
record Report(JsonNode told) {
  private static final int MOST = 200;

  boolean isEmpty() {
    return told.isEmpty();
  }

  boolean has(String name) {
    return told.has(name);
  }

  @Nullable String text(String name) {
    JsonNode value = told.path(name);
    return value.isString() ? value.asString() : null;
  }

  boolean flag(String name) {
    return told.path(name).asBoolean(false);
  }

  long number(String name) {
    return told.path(name).asLong(0);
  }

  double decimal(String name) {
    return told.path(name).asDouble(0);
  }

  List<Long> numbers(String name) {
    List<Long> numbers = new ArrayList<>();
    for (JsonNode each : told.path(name)) {
      if (numbers.size() < MOST) {
        numbers.add(each.asLong(0));
      }
    }
    return numbers;
  }

  Map<String, Long> counts(String name) {
    Map<String, Long> counts = new TreeMap<>();
    told.path(name)
        .properties()
        .forEach(each -> counts.put(each.getKey(), each.getValue().asLong(0)));
    return counts;
  }

  List<WorkerModel> models() {
    List<WorkerModel> models = new ArrayList<>();
    for (JsonNode each : told.path("models")) {
      if (models.size() < MOST) {
        models.add(new Report(each).model());
      }
    }
    return models;
  }

  private WorkerModel model() {
    return new WorkerModel(
        told.path("name").asString("unknown"),
        told.path("provider").asString("unknown"),
        flag("simulated"),
        text("breaker"),
        (int) number("in_flight"),
        (int) number("max_concurrent"),
        number("calls"),
        number("failures"),
        number("refused"),
        number("retries"),
        number("fallbacks"),
        text("last_error"),
        instant("last_error_at"));
  }

  private @Nullable Instant instant(String name) {
    String text = text(name);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}

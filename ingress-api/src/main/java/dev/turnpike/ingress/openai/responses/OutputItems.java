package dev.turnpike.ingress.openai.responses;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parts of a response's output as JSON: messages, and the reasoning that led to them. */
final class OutputItems {
  static final String IN_PROGRESS = "in_progress";
  static final String COMPLETED = "completed";
  static final String INCOMPLETE = "incomplete";

  private OutputItems() {}

  static Map<String, Object> text(String text) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", "output_text");
    part.put("text", text);
    part.put("annotations", List.of());
    part.put("logprobs", List.of());
    return part;
  }

  /** A message that has a text. */
  static Map<String, Object> message(String id, String status, String text) {
    return message(id, status, List.of(text(text)));
  }

  /** One that has nothing yet. */
  static Map<String, Object> emptyMessage(String id) {
    return message(id, IN_PROGRESS, List.of());
  }

  private static Map<String, Object> message(
      String id, String status, List<Map<String, Object>> content) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("id", id);
    item.put("type", "message");
    item.put("status", status);
    item.put("role", "assistant");
    item.put("content", content);
    return item;
  }

  static Map<String, Object> reasoning(String id, String status, String text) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("id", id);
    item.put("type", "reasoning");
    item.put("status", status);
    item.put("summary", List.of());
    item.put(
        "content",
        text.isEmpty() ? List.of() : List.of(Map.of("type", "reasoning_text", "text", text)));
    return item;
  }
}

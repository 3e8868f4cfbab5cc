package dev.turnpike.ingress.openai.responses;

import dev.turnpike.ingress.openai.EventText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Numbers a response's events and leaves out those that a client has. The first one, which every
 * stream opens with, is number 0.
 *
 * <p>Invariant: what is left out counts, so an event has the same number whoever asks for it.
 */
final class EventNumbers {
  private final JsonMapper json;
  private final long seen;
  private EventText frames = new EventText();
  private long next = 1;

  /**
   * @param seen the last number that the client has; -1 for none
   */
  EventNumbers(JsonMapper json, long seen) {
    this.json = json;
    this.seen = seen;
  }

  /** The first event, or nothing for a client that has it. Changes nothing. */
  byte[] first(String type, Map<String, ? extends @Nullable Object> fields) {
    return seen < 0 ? new EventText().add(type, text(type, 0, fields)).bytes() : new byte[0];
  }

  /** Adds an event with these fields behind its type and number. */
  void add(String type, Map<String, ? extends @Nullable Object> fields) {
    add(type, fields, false);
  }

  /**
   * @param always whether it is sent though the client may have it
   */
  void add(String type, Map<String, ? extends @Nullable Object> fields, boolean always) {
    long number = next++;
    if (number > seen || always) {
      frames.add(type, text(type, number, fields));
    }
  }

  /**
   * By hand: there are many of them.
   *
   * @param more fields behind the others
   */
  void addDelta(String type, String item, int outputIndex, String delta, String more) {
    long number = next++;
    if (number <= seen) {
      return;
    }
    StringBuilder data = new StringBuilder(delta.length() + 192);
    data.append("{\"type\":\"").append(type).append("\",\"sequence_number\":").append(number);
    data.append(",\"item_id\":\"").append(item).append("\",\"output_index\":").append(outputIndex);
    data.append(",\"content_index\":0,\"delta\":");
    EventText.quote(delta, data);
    frames.add(type, data.append(more).append('}'));
  }

  /** An error of the stream, not of the turn: it has no number of its own. */
  void addError(String code, String message) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("code", code);
    fields.put("message", message);
    fields.put("param", null);
    frames.add("error", text("error", next - 1, fields));
  }

  /** What was added since. */
  byte[] take() {
    byte[] bytes = frames.bytes();
    frames = new EventText();
    return bytes;
  }

  private String text(String type, long number, Map<String, ? extends @Nullable Object> fields) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("type", type);
    event.put("sequence_number", number);
    event.putAll(fields);
    return json.writeValueAsString(event);
  }
}

package dev.turnpike.ingress.openai.responses;

import dev.turnpike.ingress.openai.TurnNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The items of a response as they grow: one message, and reasoning before or between its pieces.
 * When the answer begins anew, open items are closed as incomplete and new ones begin; those that
 * are void stay in the stream but leave the response.
 *
 * <p>Invariant: the text of a message's item is its deltas, joined; that of the last one is the
 * answer.
 */
final class StreamedOutput {
  private static final int NONE = -1;
  private static final String NO_LOGPROBS = ",\"logprobs\":[]";

  private final UUID turn;
  private final EventNumbers events;
  private final AnswerText answer = new AnswerText();
  private final StringBuilder thoughts = new StringBuilder();
  private final TreeMap<Integer, Map<String, Object>> done = new TreeMap<>();
  private int message = NONE; // index of the open one
  private int reasoning = NONE;
  private int next;
  private int messages; // begun

  StreamedOutput(UUID turn, EventNumbers events) {
    this.turn = turn;
    this.events = events;
  }

  /** The id of the message of a turn whose answer never began anew. */
  static String messageId(UUID turn) {
    return TurnNames.of("msg_", turn);
  }

  void answer(String piece) {
    endReasoning(OutputItems.COMPLETED);
    answer.add(piece);
    if (message == NONE) {
      openMessage();
    } else if (!piece.isEmpty()) {
      events.addDelta("response.output_text.delta", messageId(), message, piece, NO_LOGPROBS);
    }
  }

  void reasoning(String piece) {
    if (reasoning == NONE) {
      reasoning = next++;
      thoughts.setLength(0);
      events.add(
          "response.output_item.added",
          item(reasoning, OutputItems.reasoning(reasoningId(), OutputItems.IN_PROGRESS, "")));
    }
    thoughts.append(piece);
    events.addDelta("response.reasoning_text.delta", reasoningId(), reasoning, piece, "");
  }

  void restart(int keepChars) {
    endReasoning(OutputItems.INCOMPLETE);
    endMessage(OutputItems.INCOMPLETE);
    done.clear();
    answer.restart(keepChars);
  }

  /**
   * @param whole whether the answer is
   */
  void end(boolean whole) {
    String status = whole ? OutputItems.COMPLETED : OutputItems.INCOMPLETE;
    endReasoning(status);
    if (message == NONE && (whole || !answer.isEmpty())) {
      openMessage();
    }
    endMessage(status);
  }

  /** Those that are finished and hold, in order. */
  List<Map<String, Object>> items() {
    return List.copyOf(done.values());
  }

  /** What stayed of the answer comes as its first piece. */
  private void openMessage() {
    message = next++;
    messages++;
    String id = messageId();
    events.add("response.output_item.added", item(message, OutputItems.emptyMessage(id)));
    events.add("response.content_part.added", part(id, "part", OutputItems.text("")));
    if (!answer.isEmpty()) {
      events.addDelta("response.output_text.delta", id, message, answer.toString(), NO_LOGPROBS);
    }
  }

  private void endMessage(String status) {
    if (message == NONE) {
      return;
    }
    String id = messageId();
    String text = answer.toString();
    Map<String, Object> said = part(id, "text", text);
    said.put("logprobs", List.of());
    events.add("response.output_text.done", said);
    events.add("response.content_part.done", part(id, "part", OutputItems.text(text)));
    Map<String, Object> whole = OutputItems.message(id, status, text);
    events.add("response.output_item.done", item(message, whole));
    done.put(message, whole);
    message = NONE;
  }

  private void endReasoning(String status) {
    if (reasoning == NONE) {
      return;
    }
    String text = thoughts.toString();
    Map<String, Object> thought = new LinkedHashMap<>();
    thought.put("item_id", reasoningId());
    thought.put("output_index", reasoning);
    thought.put("content_index", 0);
    thought.put("text", text);
    events.add("response.reasoning_text.done", thought);
    Map<String, Object> whole = OutputItems.reasoning(reasoningId(), status, text);
    events.add("response.output_item.done", item(reasoning, whole));
    done.put(reasoning, whole);
    reasoning = NONE;
  }

  private String messageId() {
    return messages == 1 ? messageId(turn) : messageId(turn) + "_" + messages;
  }

  private String reasoningId() {
    return TurnNames.of("rs_", turn) + "_" + reasoning;
  }

  private static Map<String, Object> item(int index, Map<String, Object> item) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("output_index", index);
    fields.put("item", item);
    return fields;
  }

  private Map<String, Object> part(String id, String field, Object value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("item_id", id);
    fields.put("output_index", message);
    fields.put("content_index", 0);
    fields.put(field, value);
    return fields;
  }
}

package dev.turnpike.ingress.chat;

import dev.turnpike.events.Cancelled;
import dev.turnpike.events.Channel;
import dev.turnpike.events.Completed;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Failed;
import dev.turnpike.events.Restarted;
import dev.turnpike.events.Started;
import dev.turnpike.events.ToolCall;
import dev.turnpike.events.ToolResult;
import dev.turnpike.events.Usage;
import dev.turnpike.ingress.mailbox.Cursor;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.json.JsonMapper;

/**
 * A turn's events as frames of the native stream: each an {@code id:} line with the cursor, when it
 * has one, and one {@code data:} line of JSON. JSON escapes line ends, so text of any kind stays on
 * that line.
 */
final class NativeFrames {
  private final UUID turn;
  private final JsonMapper json;

  NativeFrames(UUID turn, JsonMapper json) {
    this.turn = turn;
    this.json = json;
  }

  /** Null for events that are not for this stream. */
  byte @Nullable [] of(MailboxEvent event) {
    return switch (event.body()) {
      case Delta delta when delta.getChannel() == Channel.ANSWER -> answer(event, delta);
      case Delta reasoning -> frame(event, reasoning(reasoning));
      case Started started -> frame(event, started(started, event.attempt()));
      case Restarted restarted -> frame(event, restarted(restarted, event.attempt()));
      case ToolCall call -> frame(event, toolCall(call));
      case ToolResult result -> frame(event, toolResult(result));
      case Completed completed -> frame(event, completed(completed));
      case Failed failed -> frame(event, ended("failed", failed.getCode(), failed.getMessage()));
      case Cancelled cancelled ->
          frame(event, ended("cancelled", "cancelled", cancelled.getReason()));
      default -> null;
    };
  }

  /**
   * Drops the text so far: an attempt has begun, see {@link Started}. Where some of the text stays,
   * its own frame says so next.
   */
  byte[] dropped(MailboxEvent started) {
    return frame(started, restarted(new Restarted(0, "a new attempt"), started.attempt()));
  }

  /** A last frame that no event stands for: the turn goes on, this stream does not. */
  byte[] detached(String code, String message) {
    return bytes("", json.writeValueAsString(ended("detached", code, message)));
  }

  /** The frame there are most of, so it is put together by hand. */
  private byte[] answer(MailboxEvent event, Delta delta) {
    StringBuilder data = new StringBuilder(delta.getText().length() + 96).append("{\"content\":\"");
    JsonStringEncoder.getInstance().quoteAsString(delta.getText(), data);
    data.append("\",\"done\":false,\"turn_id\":\"")
        .append(turn)
        .append("\",\"seq\":")
        .append(delta.getSeq())
        .append('}');
    return bytes(cursor(event), data);
  }

  private Map<String, Object> started(Started started, int attempt) {
    Map<String, Object> data = data("started", false);
    data.put("attempt", attempt);
    data.put("model", started.getModel());
    data.put("simulated", started.getSimulated());
    return data;
  }

  private Map<String, Object> reasoning(Delta delta) {
    Map<String, Object> data = data("reasoning", false);
    data.put("seq", delta.getSeq());
    data.put("reasoning", delta.getText());
    return data;
  }

  private Map<String, Object> restarted(Restarted restarted, int attempt) {
    Map<String, Object> data = data("restarted", false);
    data.put("attempt", attempt);
    data.put("keep_chars", restarted.getKeepChars());
    data.put("reason", restarted.getReason());
    return data;
  }

  private Map<String, Object> toolCall(ToolCall call) {
    Map<String, Object> data = data("tool_call", false);
    data.put("call_id", call.getCallId());
    data.put("name", call.getName());
    data.put("arguments", call.getArguments());
    return data;
  }

  private Map<String, Object> toolResult(ToolResult result) {
    Map<String, Object> data = data("tool_result", false);
    data.put("call_id", result.getCallId());
    data.put("name", result.getName());
    data.put("result", result.getResult());
    data.put("failed", result.getFailed());
    data.put("duration_ms", result.getDurationMs());
    return data;
  }

  private Map<String, Object> completed(Completed completed) {
    Map<String, Object> data = data("completed", true);
    data.put("finish_reason", completed.getFinishReason());
    data.put("model", completed.getModel());
    data.put("simulated", completed.getSimulated());
    data.put("usage", usage(completed.getUsage()));
    return data;
  }

  private static Map<String, Object> usage(Usage usage) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("input_tokens", usage.getInputTokens());
    data.put("cached_input_tokens", usage.getCachedInputTokens());
    data.put("output_tokens", usage.getOutputTokens());
    data.put("reasoning_tokens", usage.getReasoningTokens());
    data.put("estimated", usage.getEstimated());
    return data;
  }

  private Map<String, Object> ended(String type, String code, String message) {
    Map<String, Object> data = data(type, true);
    data.put("error", Map.of("code", code, "message", message));
    return data;
  }

  private Map<String, Object> data(String type, boolean done) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("content", "");
    data.put("done", done);
    data.put("turn_id", turn);
    data.put("type", type);
    return data;
  }

  private byte[] frame(MailboxEvent event, Map<String, Object> data) {
    return bytes(cursor(event), json.writeValueAsString(data));
  }

  private static String cursor(MailboxEvent event) {
    return new Cursor(event.mailbox(), event.offset(), 0).encode();
  }

  private static byte[] bytes(String cursor, CharSequence data) {
    StringBuilder frame = new StringBuilder(data.length() + 48);
    if (!cursor.isEmpty()) {
      frame.append("id: ").append(cursor).append('\n');
    }
    frame.append("data: ").append(data).append("\n\n");
    return frame.toString().getBytes(StandardCharsets.UTF_8);
  }
}

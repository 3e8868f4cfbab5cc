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
import dev.turnpike.ingress.follow.Frames;
import dev.turnpike.ingress.mailbox.Cursor;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A turn's events as frames of the native stream: each an {@code id:} line with the cursor, when it
 * has one, and one {@code data:} line of JSON. JSON escapes line ends, so text of any kind stays on
 * that line.
 */
final class NativeFrames implements Frames {
  /** How long a client waits before it comes again, in milliseconds. */
  private static final byte[] OPENING = "retry: 1000\n\n".getBytes(StandardCharsets.UTF_8);

  private static final byte[] NOTHING = new byte[0];

  private final UUID turn;
  private final JsonMapper json;
  private final String behindText;

  NativeFrames(UUID turn, JsonMapper json) {
    this.turn = turn;
    this.json = json;
    this.behindText = "\",\"done\":false,\"turn_id\":\"" + turn + "\",\"seq\":";
  }

  @Override
  public byte[] opening() {
    return OPENING;
  }

  @Override
  public boolean isResumable() {
    return true;
  }

  @Override
  public byte[] of(MailboxEvent event, @Nullable Cursor cursor) {
    return switch (event.body()) {
      case Delta delta when delta.getChannel() == Channel.ANSWER -> answer(cursor, delta);
      case Delta reasoning -> reasoning(cursor, reasoning);
      case Started started -> frame(cursor, started(started, event.attempt()));
      case Restarted restarted -> frame(cursor, restarted(restarted, event.attempt()));
      case ToolCall call -> frame(cursor, toolCall(call));
      case ToolResult result -> frame(cursor, toolResult(result));
      case Completed completed -> frame(cursor, completed(completed));
      case Failed failed -> frame(cursor, failed("failed", failed.getCode(), failed.getMessage()));
      case Cancelled cancelled ->
          frame(cursor, failed("cancelled", "cancelled", cancelled.getReason()));
      default -> NOTHING;
    };
  }

  /** Not the end of the turn, so it is not done. */
  @Override
  public byte[] detached(String code, String message) {
    Map<String, Object> data = data("detached", false);
    data.put("error", Map.of("code", code, "message", message));
    return frame(null, data);
  }

  /** Of the frames that there are most of, so it is put together by hand. */
  private byte[] answer(@Nullable Cursor cursor, Delta delta) {
    String text = delta.getText();
    StringBuilder frame = begun(cursor, text.length() + 180).append("{\"content\":\"");
    JsonText.append(text, frame);
    return ended(frame.append(behindText).append(delta.getSeq()).append('}'));
  }

  private byte[] reasoning(@Nullable Cursor cursor, Delta delta) {
    String text = delta.getText();
    StringBuilder frame =
        begun(cursor, text.length() + 220)
            .append("{\"content\":\"")
            .append(behindText)
            .append(delta.getSeq())
            .append(",\"type\":\"reasoning\",\"reasoning\":\"");
    JsonText.append(text, frame);
    return ended(frame.append("\"}"));
  }

  private Map<String, Object> started(Started started, int attempt) {
    Map<String, Object> data = data("started", false);
    data.put("attempt", attempt);
    data.put("model", started.getModel());
    data.put("simulated", started.getSimulated());
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

  private Map<String, Object> failed(String type, String code, String message) {
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

  private byte[] frame(@Nullable Cursor cursor, Map<String, Object> data) {
    String text = json.writeValueAsString(data);
    return ended(begun(cursor, text.length() + 64).append(text));
  }

  private static StringBuilder begun(@Nullable Cursor cursor, int capacity) {
    StringBuilder frame = new StringBuilder(capacity);
    if (cursor != null) {
      frame.append("id: ").append(cursor.encode()).append('\n');
    }
    return frame.append("data: ");
  }

  private static byte[] ended(StringBuilder frame) {
    return frame.append("\n\n").toString().getBytes(StandardCharsets.UTF_8);
  }
}

package dev.turnpike.ingress.openai.responses;

import dev.turnpike.events.CompletedTurn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A response as JSON. */
final class ResponseBody {
  private ResponseBody() {}

  static Map<String, Object> of(
      ResponseSettings settings, ResponseState state, List<Map<String, Object>> output) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", settings.id());
    body.put("object", "response");
    body.put("created_at", settings.createdAt());
    body.put("status", state.status());
    body.put("background", settings.background());
    body.put("error", null);
    body.put("incomplete_details", null);
    body.put("instructions", settings.instructions());
    body.put("max_output_tokens", settings.sampling().maxOutputTokens());
    body.put("metadata", settings.metadata());
    body.put("model", settings.model());
    body.put("output", output);
    body.put("parallel_tool_calls", true);
    body.put("previous_response_id", settings.previousResponseId());
    body.put("temperature", settings.sampling().temperature());
    body.put("text", Map.of("format", Map.of("type", "text")));
    body.put("tool_choice", "auto");
    body.put("tools", List.of());
    body.put("top_p", settings.sampling().topP());
    body.put("truncation", "disabled");
    body.put("usage", null);
    addEnd(body, state);
    return body;
  }

  /** As a turn was stored. Its reasoning was not. */
  static Map<String, Object> of(ResponseSettings settings, String messageId, CompletedTurn turn) {
    ResponseState state = ResponseState.of(turn);
    boolean whole = state instanceof ResponseState.Finished;
    String answer = turn.getAnswer();
    return of(
        settings,
        state,
        answer.isEmpty() && !whole
            ? List.of()
            : List.of(
                OutputItems.message(
                    messageId, whole ? OutputItems.COMPLETED : OutputItems.INCOMPLETE, answer)));
  }

  private static void addEnd(Map<String, Object> body, ResponseState state) {
    switch (state) {
      case ResponseState.Queued _, ResponseState.InProgress _, ResponseState.CalledOff _ -> {}
      case ResponseState.Finished(ResponseUsage usage) -> body.put("usage", usage);
      case ResponseState.Incomplete(String reason, ResponseUsage usage) -> {
        body.put("incomplete_details", Map.of("reason", reason));
        body.put("usage", usage);
      }
      case ResponseState.Broken(String code, String message) ->
          body.put("error", Map.of("code", code, "message", message));
    }
  }
}

package dev.turnpike.ingress.openai.completions;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnpike.events.CompletedTurn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer that was not streamed. */
record ChatCompletion(
    String id, String object, long created, String model, List<Choice> choices, ChatUsage usage) {
  record Choice(
      int index,
      Message message,
      @Nullable Object logprobs,
      @JsonProperty("finish_reason") String finishReason) {}

  record Message(String role, String content, @Nullable String refusal) {}

  static ChatCompletion of(String id, long created, String model, CompletedTurn turn) {
    return new ChatCompletion(
        id,
        "chat.completion",
        created,
        model,
        List.of(
            new Choice(
                0,
                new Message("assistant", turn.getAnswer(), null),
                null,
                FinishReasons.of(turn.getFinishReason()))),
        ChatUsage.of(turn.getUsage()));
  }
}

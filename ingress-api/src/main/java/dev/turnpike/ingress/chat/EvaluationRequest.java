package dev.turnpike.ingress.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.RecalledMemory;
import dev.turnpike.events.RecordedCall;
import dev.turnpike.events.Recording;
import dev.turnpike.events.Role;
import dev.turnpike.ingress.text.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation asks.
 *
 * @param messages the whole conversation, the user's message that is answered last
 * @param model a model of the configured ones; by default the agent's own
 * @param recording what memory and tools gave when this was asked before: no tool is run then
 */
record EvaluationRequest(
    @NotNull(message = "is required")
        @Size(min = 1, max = 200, message = "must have 1 to 200 messages")
        List<@NotNull(message = "must be an object") @Valid Message> messages,
    @Text(min = 1, max = 200) @Nullable String model,
    @Valid @Nullable Recorded recording) {

  /** Longer than in a chat: answers of the past are among them. */
  private static final int LONGEST = 200_000;

  /** One message. */
  record Message(
      @NotNull(message = "is required")
          @Pattern(regexp = "user|assistant|system", message = "must be user, assistant or system")
          String role,
      @NotNull(message = "is required") @Text(min = 1, max = LONGEST) String content) {}

  /** A memory that the turn was given. */
  record Memory(
      @NotNull(message = "is required") UUID id,
      @NotNull(message = "is required") @Text(min = 1, max = LONGEST) String text,
      @Nullable Double similarity) {

    private RecalledMemory event() {
      return new RecalledMemory(id, text, similarity == null ? 0 : similarity);
    }
  }

  /**
   * A tool call of the turn.
   *
   * @param arguments as JSON
   */
  record Call(
      @NotNull(message = "is required") @Text(min = 1, max = 200) String name,
      @NotNull(message = "is required") @Text(max = LONGEST) String arguments,
      @NotNull(message = "is required") @Text(max = LONGEST) String result,
      @Nullable Boolean failed) {

    private RecordedCall event() {
      return new RecordedCall(name, arguments, result, Boolean.TRUE.equals(failed));
    }
  }

  /** What memory and tools gave; either may be empty. */
  record Recorded(
      @Size(max = 200, message = "must have at most 200 memories")
          @Nullable List<@NotNull(message = "must be an object") @Valid Memory> recalled,
      @JsonProperty("tool_calls") @Size(max = 500, message = "must have at most 500 calls")
          @Nullable List<@NotNull(message = "must be an object") @Valid Call> toolCalls) {

    private Recording event() {
      return Recording.newBuilder()
          .setRecalled(recalled == null ? List.of() : recalled.stream().map(Memory::event).toList())
          .setToolCalls(
              toolCalls == null ? List.of() : toolCalls.stream().map(Call::event).toList())
          .build();
    }
  }

  List<ChatMessage> asked() {
    return messages.stream()
        .map(
            each ->
                new ChatMessage(Role.valueOf(each.role().toUpperCase(Locale.ROOT)), each.content()))
        .toList();
  }

  @Nullable Recording recorded() {
    return recording == null ? null : recording.event();
  }
}

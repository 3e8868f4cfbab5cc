package dev.turnpike.ingress.turns;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What clients are told of a turn. What is not known yet is left out.
 *
 * @param attempts how many workers have tried so far
 * @param answer what it has said; only once it has ended
 * @param memories what was recalled for it; only once it has ended
 * @param costUsd null when the model has no price
 * @param replaces the turn of its session whose place it was to take
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TurnReport(
    @JsonProperty("turn_id") UUID turnId,
    @JsonProperty("session_id") String sessionId,
    @Schema(allowableValues = {"accepted", "running", "completed", "failed", "cancelled"})
        String status,
    int attempts,
    @Nullable String agent,
    @JsonProperty("prompt_version") @Nullable String promptVersion,
    @Nullable String model,
    @Nullable Boolean simulated,
    @Nullable String answer,
    @JsonProperty("finish_reason") @Nullable String finishReason,
    @Nullable Failure error,
    List<Step> steps,
    @Nullable List<Memory> memories,
    @Nullable Usage usage,
    @JsonProperty("cost_usd") @Nullable BigDecimal costUsd,
    Timings timings,
    @Nullable UUID replaces,
    TurnLinks links) {

  /** What the model was told that is remembered about the user. */
  record Memory(@JsonProperty("memory_id") UUID memoryId, String text) {}

  /** Why it did not complete. */
  record Failure(String code, String message) {}

  /**
   * One finished model call or tool call.
   *
   * @param attempt the one that finished it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Step(
      int index,
      @Schema(allowableValues = {"model_call", "tool_call"}) String kind,
      String name,
      int attempt,
      boolean failed,
      @JsonProperty("started_at") Instant startedAt,
      @JsonProperty("finished_at") Instant finishedAt,
      @Nullable Usage usage) {}

  /** Tokens; estimated when the provider did not say. */
  record Usage(
      @JsonProperty("input_tokens") long inputTokens,
      @JsonProperty("cached_input_tokens") long cachedInputTokens,
      @JsonProperty("output_tokens") long outputTokens,
      @JsonProperty("reasoning_tokens") long reasoningTokens,
      boolean estimated) {}

  /** When what happened. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Timings(
      @JsonProperty("accepted_at") Instant acceptedAt,
      @JsonProperty("started_at") @Nullable Instant startedAt,
      @JsonProperty("first_token_at") @Nullable Instant firstTokenAt,
      @JsonProperty("finished_at") @Nullable Instant finishedAt) {}
}

package dev.turnpike.ingress.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A turn in its conversation. What is not known yet is left out, and of very large turns what only
 * their details tell.
 *
 * @param message what its user said; unknown while no worker has the turn
 * @param answer only once it has ended
 * @param attempt how many workers have tried so far
 * @param costUsd null also when the model has no price
 * @param totalMs from when it was accepted until its end
 * @param timeToFirstTokenMs from when it was accepted, of the last attempt
 * @param replaces the turn whose place it was to take
 * @param supersededBy the turn that took its place, or that of one before it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PastTurn(
    @JsonProperty("turn_id") UUID turnId,
    @Schema(allowableValues = {"accepted", "running", "completed", "failed", "cancelled"})
        String status,
    @Nullable String message,
    @Nullable String answer,
    @JsonProperty("accepted_at") Instant acceptedAt,
    @JsonProperty("finished_at") @Nullable Instant finishedAt,
    int attempt,
    @Nullable String model,
    @Nullable Boolean simulated,
    @Nullable Failure error,
    @JsonProperty("tool_calls") @Nullable List<ToolCall> toolCalls,
    @Nullable Usage usage,
    @JsonProperty("cost_usd") @Nullable BigDecimal costUsd,
    @JsonProperty("total_ms") @Nullable Long totalMs,
    @JsonProperty("time_to_first_token_ms") @Nullable Long timeToFirstTokenMs,
    @Nullable UUID replaces,
    @JsonProperty("superseded_by") @Nullable UUID supersededBy) {

  /** Why it did not complete. */
  record Failure(String code, String message) {}

  /** One tool call that has ended. */
  record ToolCall(String name, boolean failed, @JsonProperty("duration_ms") long durationMs) {}

  /** Tokens; estimated when the provider did not say. */
  record Usage(
      @JsonProperty("input_tokens") long inputTokens,
      @JsonProperty("output_tokens") long outputTokens,
      boolean estimated) {}

  /** One that no worker has yet. */
  static PastTurn waiting(UUID turn, Instant acceptedAt) {
    return new PastTurn(
        turn,
        "accepted",
        null,
        null,
        acceptedAt,
        null,
        0,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}

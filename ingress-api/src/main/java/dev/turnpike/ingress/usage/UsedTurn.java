package dev.turnpike.ingress.usage;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Usage;
import dev.turnpike.keyed.PoisonRecordException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one ended turn used, however it ended.
 *
 * @param apiKeyId null when the user asked without a key
 * @param inputTokens cached ones included
 * @param outputTokens those of reasoning included
 * @param costNanoUsd null when the model has no price
 */
record UsedTurn(
    UUID turnId,
    String userId,
    @Nullable String apiKeyId,
    String status,
    String model,
    boolean simulated,
    long inputTokens,
    long cachedInputTokens,
    long outputTokens,
    long reasoningTokens,
    @Nullable Long costNanoUsd,
    Instant acceptedAt,
    Instant finishedAt) {
  private static final long MOST_TOKENS = 1_000_000_000_000L;
  private static final long MOST_NANO_USD = 1_000_000_000_000_000L;

  /**
   * Refuses what no turn can have used, so that one such record does not spoil the sums of others.
   *
   * @throws PoisonRecordException for a negative number, or one beyond 10¹² tokens or a million
   *     dollars
   */
  UsedTurn {
    require(turnId, "input_tokens", inputTokens, MOST_TOKENS);
    require(turnId, "cached_input_tokens", cachedInputTokens, MOST_TOKENS);
    require(turnId, "output_tokens", outputTokens, MOST_TOKENS);
    require(turnId, "reasoning_tokens", reasoningTokens, MOST_TOKENS);
    require(turnId, "cost_nano_usd", costNanoUsd == null ? 0 : costNanoUsd, MOST_NANO_USD);
  }

  static UsedTurn of(CompletedTurn turn) {
    Usage usage = turn.getUsage();
    return new UsedTurn(
        turn.getTurnId(),
        turn.getUserId(),
        turn.getApiKeyId(),
        turn.getStatus().name().toLowerCase(Locale.ROOT),
        turn.getModel(),
        turn.getSimulated(),
        usage.getInputTokens(),
        usage.getCachedInputTokens(),
        usage.getOutputTokens(),
        usage.getReasoningTokens(),
        usage.getCostNanoUsd(),
        turn.getTimings().getAcceptedAt(),
        turn.getTimings().getFinishedAt());
  }

  /** The day that it is charged to: that of its end, in UTC. */
  LocalDate day() {
    return LocalDate.ofInstant(finishedAt, ZoneOffset.UTC);
  }

  private static void require(UUID turn, String name, long value, long most) {
    if (value < 0 || value > most) {
      throw new PoisonRecordException(
          "impossible_usage",
          "Turn %s says that its %s is %d; it must be from 0 to %d."
              .formatted(turn, name, value, most));
    }
  }
}

package dev.turnpike.ingress.apikeys;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnpike.ingress.usage.Budget;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as its user sees it.
 *
 * @param key all of it, once: when it is made
 * @param prefix by which it is recognised later
 * @param expiresAt null for never
 * @param lastUsedAt to about a minute; null while it was not
 */
record ApiKeyView(
    String id,
    String name,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key,
    String prefix,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("expires_at") @Nullable Instant expiresAt,
    @JsonProperty("last_used_at") @Nullable Instant lastUsedAt,
    Limits budget) {
  static ApiKeyView of(ApiKey key, @Nullable String text) {
    return new ApiKeyView(
        key.id(),
        key.name(),
        text,
        key.prefix(),
        key.createdAt(),
        key.expiresAt(),
        key.lastUsedAt(),
        Limits.of(key.budget()));
  }

  /** Null for no limit of its own. */
  record Limits(
      @JsonProperty("tokens_per_day") @Nullable Long tokensPerDay,
      @JsonProperty("tokens_per_month") @Nullable Long tokensPerMonth,
      @JsonProperty("cost_per_day") @Nullable BigDecimal costPerDay,
      @JsonProperty("cost_per_month") @Nullable BigDecimal costPerMonth) {
    static Limits of(Budget budget) {
      return new Limits(
          budget.tokensPerDay(),
          budget.tokensPerMonth(),
          budget.costPerDay(),
          budget.costPerMonth());
    }
  }
}

package dev.turnpike.ingress.apikeys;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.text.Text;
import dev.turnpike.ingress.usage.Budget;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a new key shall be like.
 *
 * @param expiresAt never, when it is left out
 * @param budget what may be spent with it; the user's own counts in any case
 */
record ApiKeyRequest(
    @NotBlank(message = "is required") @Text(max = 100) String name,
    @JsonProperty("expires_at") @Nullable Instant expiresAt,
    @Valid @Nullable Limits budget) {
  /** The name as it was typed, without the space around it. */
  String stripped() {
    String text = name.strip(); // Knows more kinds of space than the annotation.
    if (text.isEmpty()) {
      throw Problem.invalid("name", "is required");
    }
    return text;
  }

  Budget asBudget() {
    return budget == null ? Budget.NONE : budget.asBudget();
  }

  /** Each may be left out. */
  record Limits(
      @JsonProperty("tokens_per_day") @PositiveOrZero @Max(MOST_TOKENS) @Nullable Long tokensPerDay,
      @JsonProperty("tokens_per_month") @PositiveOrZero @Max(MOST_TOKENS)
          @Nullable Long tokensPerMonth,
      @JsonProperty("cost_per_day") @PositiveOrZero @Digits(integer = 9, fraction = 6)
          @Nullable BigDecimal costPerDay,
      @JsonProperty("cost_per_month") @PositiveOrZero @Digits(integer = 9, fraction = 6)
          @Nullable BigDecimal costPerMonth) {
    private static final long MOST_TOKENS = 1_000_000_000_000_000L;

    Budget asBudget() {
      return new Budget(tokensPerDay, tokensPerMonth, costPerDay, costPerMonth);
    }
  }
}

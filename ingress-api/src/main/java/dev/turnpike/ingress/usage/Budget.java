package dev.turnpike.ingress.usage;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much may be spent; null for as much as one likes, 0 for nothing at all. Days and months are
 * those of the calendar in UTC. Tokens are those read and those written, together; costs are US
 * dollars.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Budget(
    @JsonProperty("tokens_per_day") @Nullable Long tokensPerDay,
    @JsonProperty("tokens_per_month") @Nullable Long tokensPerMonth,
    @JsonProperty("cost_per_day") @Nullable BigDecimal costPerDay,
    @JsonProperty("cost_per_month") @Nullable BigDecimal costPerMonth) {

  /** No limit at all. */
  public static final Budget NONE = new Budget(null, null, null, null);

  /**
   * @throws IllegalArgumentException for a negative limit
   */
  public Budget {
    requireNotNegative("tokens per day", tokensPerDay);
    requireNotNegative("tokens per month", tokensPerMonth);
    requireNotNegative("cost per day", costPerDay);
    requireNotNegative("cost per month", costPerMonth);
  }

  /** Whether nothing is limited. */
  @JsonIgnore
  public boolean isUnlimited() {
    return equals(NONE);
  }

  /** The same, with another's limits where this one has none. */
  public Budget orElse(Budget other) {
    return new Budget(
        tokensPerDay == null ? other.tokensPerDay : tokensPerDay,
        tokensPerMonth == null ? other.tokensPerMonth : tokensPerMonth,
        costPerDay == null ? other.costPerDay : costPerDay,
        costPerMonth == null ? other.costPerMonth : costPerMonth);
  }

  private static void requireNotNegative(String what, @Nullable Number limit) {
    if (limit != null && limit.doubleValue() < 0) {
      throw new IllegalArgumentException(
          "The budget of %s is %s: it must not be below 0; leave it out for no limit."
              .formatted(what, limit));
    }
  }
}

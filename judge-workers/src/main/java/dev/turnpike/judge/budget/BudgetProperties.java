package dev.turnpike.judge.budget;

import dev.turnpike.platform.StartRefused;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What judging may consume in a day (UTC), over all instances; what is beyond is not judged.
 *
 * @param costPerDay in US dollars; absent: any amount
 * @param tokensPerDay read and written, of judging models that have no price; absent: any number
 */
public record BudgetProperties(@Nullable BigDecimal costPerDay, @Nullable Long tokensPerDay) {

  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

  public BudgetProperties {
    if (costPerDay != null && (costPerDay.signum() < 0 || costPerDay.compareTo(MOST) > 0)) {
      throw new StartRefused(
          "turnpike.judge.budget.cost-per-day is %s: write US dollars, such as 5, or leave it out."
              .formatted(costPerDay));
    }
    if (tokensPerDay != null && tokensPerDay < 0) {
      throw new StartRefused(
          "turnpike.judge.budget.tokens-per-day is %d: write a number of tokens, or leave it out."
              .formatted(tokensPerDay));
    }
  }

  /** Without a limit. */
  public static BudgetProperties none() {
    return new BudgetProperties(null, null);
  }

  @Nullable Long nanoUsd() {
    return costPerDay == null ? null : costPerDay.movePointRight(9).longValue();
  }
}

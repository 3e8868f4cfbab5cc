package dev.turnpike.ingress.usage;

import dev.turnpike.platform.StartRefused;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Budgets of everybody, by calendar day and month in UTC; by default there are none.
 *
 * @param user what each user may spend, with and without API keys
 * @param key what each API key may spend, where the key has no limit of its own
 * @param reserveTokens what is held for a turn that runs while its user has had none this month or
 *     the last one
 * @param refresh how often a node looks up what the users it has seen lately have spent
 */
@ConfigurationProperties("turnpike.ingress.budgets")
record BudgetProperties(
    @DefaultValue Limits user,
    @DefaultValue Limits key,
    @DefaultValue("1000") long reserveTokens,
    @DefaultValue("2s") Duration refresh) {

  /**
   * Empty for no limit, 0 for nothing at all.
   *
   * @param tokensPerDay tokens read and written, together
   * @param tokensPerMonth tokens read and written, together
   * @param costPerDay in US dollars; turns of models that have no price cost nothing
   * @param costPerMonth in US dollars; turns of models that have no price cost nothing
   */
  record Limits(
      @Nullable Long tokensPerDay,
      @Nullable Long tokensPerMonth,
      @Nullable BigDecimal costPerDay,
      @Nullable BigDecimal costPerMonth) {
    Budget budget() {
      return new Budget(tokensPerDay, tokensPerMonth, costPerDay, costPerMonth);
    }
  }

  BudgetProperties {
    check("user", user);
    check("key", key);
    if (reserveTokens < 1) {
      throw new StartRefused(
          "turnpike.ingress.budgets.reserve-tokens is %d: it must be at least 1."
              .formatted(reserveTokens));
    }
    if (!refresh.isPositive() || refresh.compareTo(Duration.ofSeconds(20)) > 0) {
      throw new StartRefused(
          "turnpike.ingress.budgets.refresh is %s: give a time from 1ms to 20s."
              .formatted(refresh));
    }
  }

  private static void check(String holder, Limits limits) {
    try {
      var _ = limits.budget();
    } catch (IllegalArgumentException e) {
      throw new StartRefused(
          "turnpike.ingress.budgets.%s: %s".formatted(holder, e.getMessage()), e);
    }
  }
}

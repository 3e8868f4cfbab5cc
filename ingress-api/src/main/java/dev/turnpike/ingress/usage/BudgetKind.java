package dev.turnpike.ingress.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One of the four limits that a budget may have. */
enum BudgetKind {
  TOKENS_PER_DAY,
  TOKENS_PER_MONTH,
  COST_PER_DAY,
  COST_PER_MONTH;

  /** Null for none. */
  @Nullable BigDecimal limit(Budget budget) {
    return switch (this) {
      case TOKENS_PER_DAY -> number(budget.tokensPerDay());
      case TOKENS_PER_MONTH -> number(budget.tokensPerMonth());
      case COST_PER_DAY -> budget.costPerDay();
      case COST_PER_MONTH -> budget.costPerMonth();
    };
  }

  BigDecimal spent(Spent spent) {
    return switch (this) {
      case TOKENS_PER_DAY -> BigDecimal.valueOf(spent.today().tokens());
      case TOKENS_PER_MONTH -> BigDecimal.valueOf(spent.month().tokens());
      case COST_PER_DAY -> spent.today().costUsd();
      case COST_PER_MONTH -> spent.month().costUsd();
    };
  }

  /**
   * What is held for a turn that runs: what others used on average. When none tells, tokens as they
   * are set, and of money all that there may be, so that no second turn runs meanwhile.
   */
  BigDecimal reserve(Amounts typical, long unknownTokens, BigDecimal limit) {
    boolean known = typical.tokens() > 0;
    BigDecimal turns = BigDecimal.valueOf(typical.turns());
    return switch (this) {
      case TOKENS_PER_DAY, TOKENS_PER_MONTH ->
          known
              ? BigDecimal.valueOf(typical.tokens()).divide(turns, 0, RoundingMode.CEILING)
              : BigDecimal.valueOf(unknownTokens);
      case COST_PER_DAY, COST_PER_MONTH ->
          known ? typical.costUsd().divide(turns, Amounts.NANO, RoundingMode.CEILING) : limit;
    };
  }

  /** When it is whole again. */
  Instant renewal(Today today) {
    return switch (this) {
      case TOKENS_PER_DAY, COST_PER_DAY -> today.dayEnds();
      case TOKENS_PER_MONTH, COST_PER_MONTH -> today.monthEnds();
    };
  }

  /** For people: what it is a budget of. */
  String inWords(BigDecimal amount) {
    String number = amount.stripTrailingZeros().toPlainString();
    return switch (this) {
      case TOKENS_PER_DAY, TOKENS_PER_MONTH -> number + " tokens";
      case COST_PER_DAY, COST_PER_MONTH -> number + " US dollars";
    };
  }

  String period() {
    return switch (this) {
      case TOKENS_PER_DAY, COST_PER_DAY -> "day";
      case TOKENS_PER_MONTH, COST_PER_MONTH -> "month";
    };
  }

  String onTheWire() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable BigDecimal number(@Nullable Long tokens) {
    return tokens == null ? null : BigDecimal.valueOf(tokens);
  }
}

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

  /** What a turn of this month used on average; 0 when there was none. */
  BigDecimal average(Spent spent) {
    Amounts month = spent.month();
    if (month.turns() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal turns = BigDecimal.valueOf(month.turns());
    return switch (this) {
      case TOKENS_PER_DAY, TOKENS_PER_MONTH ->
          BigDecimal.valueOf(month.tokens()).divide(turns, 0, RoundingMode.CEILING);
      case COST_PER_DAY, COST_PER_MONTH ->
          month.costUsd().divide(turns, Amounts.NANO, RoundingMode.CEILING);
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

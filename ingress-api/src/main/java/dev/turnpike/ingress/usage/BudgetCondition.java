package dev.turnpike.ingress.usage;

import dev.turnpike.ingress.commands.TurnCondition;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.Caller;
import java.time.Clock;
import java.time.Instant;
import org.springframework.core.Ordered;

/**
 * Accepts a turn while the budgets of its user and its API key have something left.
 *
 * <p>The last condition to be asked, since it holds something for the turn: what another one
 * refuses is not held.
 */
final class BudgetCondition implements TurnCondition, Ordered {
  private final Budgets budgets;
  private final KnownSpending known;
  private final UsageMetrics metrics;
  private final Clock clock;

  BudgetCondition(Budgets budgets, KnownSpending known, UsageMetrics metrics, Clock clock) {
    this.budgets = budgets;
    this.known = known;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Nobody's spending is looked up for a caller who has no budget. */
  @Override
  public void require(Caller.Session caller) {
    Budget ofUser = budgets.user();
    Budget ofKey = budgets.ofKey(caller);
    if (ofUser.isUnlimited() && ofKey.isUnlimited()) {
      return;
    }
    Account account = account(caller.userId());
    Instant now = clock.instant();
    account
        .admit(caller.apiKeyId(), ofUser, ofKey, now)
        .ifPresent(
            exhausted -> {
              metrics.refused(exhausted.kind(), exhausted.holder());
              throw exhausted.problem(now);
            });
  }

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  private Account account(String userId) {
    try {
      return known.of(userId);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("stopping", "The service is stopping: try again in a moment.");
    }
  }
}

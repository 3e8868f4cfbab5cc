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
  private final Budget user;
  private final Budget key;
  private final KeyBudgets keys;
  private final KnownSpending known;
  private final UsageMetrics metrics;
  private final Clock clock;

  /**
   * @param user each user's
   * @param key for what an API key's own leaves open
   */
  BudgetCondition(
      Budget user,
      Budget key,
      KeyBudgets keys,
      KnownSpending known,
      UsageMetrics metrics,
      Clock clock) {
    this.user = user;
    this.key = key;
    this.keys = keys;
    this.known = known;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Nobody's spending is looked up for a caller who has no budget. */
  @Override
  public void require(Caller.Session caller) {
    String apiKeyId = caller.apiKeyId();
    Budget ofKey = apiKeyId == null ? Budget.NONE : keys.budgetOf(apiKeyId).orElse(key);
    if (user.isUnlimited() && ofKey.isUnlimited()) {
      return;
    }
    Account account = account(caller.userId());
    Instant now = clock.instant();
    account
        .admit(apiKeyId, user, ofKey, now)
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

package dev.turnpike.ingress.usage;

import dev.turnpike.ingress.commands.TurnCondition;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Accepts a turn while the budgets of its user and its API key have something left. */
final class BudgetCondition implements TurnCondition {
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
    Terms terms = budgets.of(caller);
    if (!terms.isUnlimited()) {
      Account account = account(caller.userId());
      Instant now = clock.instant();
      requireNone(account.refusal(key(caller), terms, now), now);
    }
  }

  @Override
  public Runnable hold(Caller.Session caller) {
    Terms terms = budgets.of(caller);
    if (terms.isUnlimited()) {
      return () -> {};
    }
    Account account = account(caller.userId());
    String key = key(caller);
    Instant now = clock.instant();
    requireNone(account.admit(key, terms, now), now);
    return () -> account.release(key);
  }

  private void requireNone(Optional<Exhausted> refusal, Instant now) {
    refusal.ifPresent(
        exhausted -> {
          metrics.refused(exhausted.kind(), exhausted.holder());
          throw exhausted.problem(now);
        });
  }

  private static String key(Caller caller) {
    return Objects.requireNonNullElse(caller.apiKeyId(), UserSpending.NO_KEY);
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

package dev.turnpike.ingress.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of one user's spending on this node: what was booked, as of the last look, and the
 * turns let through since.
 *
 * <p>Invariant: a turn is held against the budget until it is seen in the books or refused, so
 * turns that run at once can't each take the same last tokens.
 */
final class Account {
  private static final Duration LONGEST_TURN = Duration.ofMinutes(5);

  private final OpenTurns open = new OpenTurns(LONGEST_TURN);
  private UserSpending spending;
  private Instant seenAt;
  private Instant askedAt;

  Account(UserSpending spending, Instant seenAt) {
    this.spending = spending;
    this.seenAt = seenAt;
    this.askedAt = seenAt;
  }

  /** Whether it was looked up since a time, on the day that it is now. */
  synchronized boolean isCurrent(Instant since, Instant now) {
    return !seenAt.isBefore(since) && spending.on().equals(Today.at(now));
  }

  /** Whether nobody has asked since a time and no turn is open. */
  synchronized boolean isIdle(Instant since, Instant now) {
    return askedAt.isBefore(since) && open.all(now) == 0;
  }

  /** The books were looked up at a time. */
  synchronized void see(UserSpending newer, Instant at) {
    boolean sameMonth = newer.on().monthBegan().equals(spending.on().monthBegan());
    UserSpending older = sameMonth ? spending : new UserSpending(newer.on(), Map.of());
    if (turns(newer.total()) < turns(older.total())) {
      return; // Two looks that were under way at once came in the wrong order.
    }
    newer.byKey().forEach((key, spent) -> open.booked(key, turns(spent) - turns(older.with(key))));
    spending = newer;
    seenAt = at;
  }

  /**
   * The budget that leaves nothing for another turn.
   *
   * @param key {@link UserSpending#NO_KEY} when the user asks without one
   */
  synchronized Optional<Exhausted> refusal(String key, Terms terms, Instant now) {
    askedAt = now;
    Today today = spending.on();
    Standing ofUser = new Standing(spending.total(), spending.typical(), open.all(now));
    Standing ofKey = new Standing(spending.with(key), spending.typical(key), open.of(key, now));
    long tokens = terms.reserveTokens();
    return Exhausted.last(
        Stream.concat(
            Exhausted.of(Exhausted.Holder.USER, terms.user(), ofUser, tokens, today),
            Exhausted.of(Exhausted.Holder.KEY, terms.key(), ofKey, tokens, today)));
  }

  /**
   * Lets a turn through, and holds for it what a turn uses as far as is known, unless a budget
   * refuses it.
   */
  synchronized Optional<Exhausted> admit(String key, Terms terms, Instant now) {
    Optional<Exhausted> refusal = refusal(key, terms, now);
    if (refusal.isEmpty()) {
      open.add(key, now);
    }
    return refusal;
  }

  /** Gives back what is held for a turn that was let through and is refused after all. */
  synchronized void release(String key) {
    open.refused(key);
  }

  private static long turns(Spent spent) {
    return spent.month().turns();
  }
}

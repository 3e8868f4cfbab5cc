package dev.turnpike.ingress.limits.rates;

import dev.turnpike.ingress.problem.Problem;

/** Counts logins by the account that is tried, known or not. */
public final class LoginAttempts {
  private final Counters counters;
  private final RateMeters meters;

  LoginAttempts(Counters counters, RateMeters meters) {
    this.counters = counters;
    this.meters = meters;
  }

  /**
   * Counts one.
   *
   * @param account the name by which it will be looked up, so that there is no other spelling
   * @throws Problem 429 when there were too many
   */
  public void count(String account) {
    Subject subject = Subject.ofAccount(account);
    Verdict verdict = counters.take(LimitClass.ACCOUNT, subject);
    if (verdict != null) {
      meters.decided(verdict);
      if (!verdict.allowed()) {
        throw RateHeaders.completeRefusal(verdict, subject);
      }
    }
  }

  /** Takes back one at which no password was looked at. */
  public void giveBack(String account) {
    counters.giveBack(LimitClass.ACCOUNT, Subject.ofAccount(account));
  }
}

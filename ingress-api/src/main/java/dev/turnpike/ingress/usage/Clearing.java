package dev.turnpike.ingress.usage;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;

/**
 * Deletes what is old from the books, a piece at a time. Booked turns are kept longer than their
 * topic keeps them, sums so long that a month can be held against the same one of a year ago.
 */
final class Clearing {
  static final Period TURNS_KEPT = Period.ofDays(100);
  static final Period SUMS_KEPT = Period.ofMonths(15);
  private static final int PIECE = 1_000;

  private final Ledger ledger;
  private final Clock clock;

  Clearing(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Returns once nothing old is left. */
  void clear() {
    LocalDate today = Today.at(clock.instant()).day();
    while (ledger.deleteTurnsBefore(today.minus(TURNS_KEPT), PIECE) == PIECE) {}
    while (ledger.deleteSumsBefore(today.minus(SUMS_KEPT), PIECE) == PIECE) {}
  }
}

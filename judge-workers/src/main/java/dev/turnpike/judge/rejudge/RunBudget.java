package dev.turnpike.judge.rejudge;

import dev.turnpike.events.Usage;
import dev.turnpike.judge.budget.Budget;
import dev.turnpike.judge.budget.SpendingTable;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What one run may cost. It takes nothing of the daily budget, and knows nothing of it. */
final class RunBudget implements Budget {

  private final JdbcClient jdbc;
  private final @Nullable BigDecimal most;
  private final Clock clock;
  private final AtomicReference<Consumption> consumed = new AtomicReference<>(Consumption.NONE);

  /**
   * @param most in US dollars; null: any amount
   */
  RunBudget(JdbcClient jdbc, @Nullable BigDecimal most, Clock clock) {
    this.jdbc = jdbc;
    this.most = most;
    this.clock = clock;
  }

  @Override
  public boolean isLeft() {
    return most == null || BigDecimal.valueOf(consumed.get().nanoUsd(), 9).compareTo(most) < 0;
  }

  @Override
  public void book(UUID turn, Usage usage) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    SpendingTable.REJUDGING.book(jdbc, today, turn, usage);
    add(usage);
  }

  /** Counts what was booked with a score. */
  void add(Usage usage) {
    consumed.updateAndGet(before -> before.plus(usage));
  }

  Consumption consumed() {
    return consumed.get();
  }
}

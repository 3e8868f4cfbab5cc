package dev.turnpike.judge.budget;

import dev.turnpike.events.Usage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What judging may still consume today, over all instances, since what was spent is in Postgres.
 * The calls that exceed it are at most as many as run at once in all instances.
 */
public final class DailyBudget implements Budget {

  private static final Logger log = LoggerFactory.getLogger(DailyBudget.class);

  private final JdbcClient jdbc;
  private final @Nullable Long mostNanoUsd;
  private final @Nullable Long mostTokens;
  private final Clock clock;

  /** As last read, for the gauges. */
  private volatile Spent spent = new Spent(LocalDate.EPOCH, 0, 0);

  /** When it was last told that nothing is left. */
  private volatile LocalDate told = LocalDate.EPOCH;

  public DailyBudget(JdbcClient jdbc, BudgetProperties limits, MeterRegistry meters, Clock clock) {
    this.jdbc = jdbc;
    this.mostNanoUsd = limits.nanoUsd();
    this.mostTokens = limits.tokensPerDay();
    this.clock = clock;
    gauge(meters, "usd", mostNanoUsd, Spent::nanoUsd, 1e9);
    gauge(meters, "tokens", mostTokens, Spent::unpricedTokens, 1);
  }

  @Override
  public boolean isLeft() {
    if (mostNanoUsd == null && mostTokens == null) {
      return true;
    }
    var now = read();
    boolean left =
        (mostNanoUsd == null || now.nanoUsd() < mostNanoUsd)
            && (mostTokens == null || now.unpricedTokens() < mostTokens);
    if (!left && !told.equals(now.day())) {
      told = now.day();
      log.atWarn()
          .addKeyValue("day", now.day())
          .log("The daily budget for judging is used up: no turn is judged until midnight UTC");
    }
    return left;
  }

  @Override
  public void book(UUID turn, Usage usage) {
    SpendingTable.DAILY.book(jdbc, today(), turn, usage);
  }

  private Spent read() {
    spent = SpendingTable.DAILY.spentOn(jdbc, today());
    return spent;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private void gauge(
      MeterRegistry meters,
      String unit,
      @Nullable Long most,
      ToLongFunction<Spent> amount,
      double divisor) {
    if (most == null) {
      return;
    }
    Gauge.builder("turnpike.judge.budget.left", () -> left(most, amount) / divisor)
        .description("What judging may still consume today, as of this instance's last look")
        .tag("unit", unit)
        .register(meters);
  }

  private double left(long most, ToLongFunction<Spent> amount) {
    var last = spent;
    long used = last.day().equals(today()) ? amount.applyAsLong(last) : 0;
    return Math.max(0, most - used);
  }
}

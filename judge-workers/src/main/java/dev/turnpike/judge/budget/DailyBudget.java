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
 *
 * <p>It is asked before a call and booked after it, so the calls under way when it runs out exceed
 * it: at most as many as run at once in all instances. A score is booked by the statement that
 * stores it, see {@code ScoreStore}; what gave no score is booked here.
 */
public final class DailyBudget {

  private static final Logger log = LoggerFactory.getLogger(DailyBudget.class);
  private static final int SLOTS = 16;

  private static final String SPENT =
      """
      select coalesce(sum(cost_nano_usd), 0) as cost, coalesce(sum(unpriced_tokens), 0) as tokens
      from judge.spending where day = ?
      """;

  private static final String BOOK =
      """
      insert into judge.spending as s (day, slot, cost_nano_usd, unpriced_tokens)
      values (?, ?, ?, ?)
      on conflict (day, slot) do update set
        cost_nano_usd = s.cost_nano_usd + excluded.cost_nano_usd,
        unpriced_tokens = s.unpriced_tokens + excluded.unpriced_tokens
      """;

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

  /** Whether one more call may be made today. */
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

  /** Books what calls consumed that led to no score. */
  public void book(UUID turn, Usage usage) {
    var cost = usage.getCostNanoUsd();
    long tokens = usage.getInputTokens() + usage.getOutputTokens();
    jdbc.sql(BOOK)
        .params(today(), slot(turn), cost == null ? 0 : cost, cost == null ? tokens : 0)
        .update();
  }

  /** The one of a day's rows that a turn is booked in. */
  public static int slot(UUID turn) {
    return Math.floorMod(turn.hashCode(), SLOTS);
  }

  private Spent read() {
    var day = today();
    spent =
        jdbc.sql(SPENT)
            .param(day)
            .query((row, _) -> new Spent(day, row.getLong("cost"), row.getLong("tokens")))
            .single();
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

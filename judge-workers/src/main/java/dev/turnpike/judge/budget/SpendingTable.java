package dev.turnpike.judge.budget;

import dev.turnpike.events.Usage;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where what is spent is booked, over all instances: the sum over a day's rows. Judging turns as
 * they come and judging history again have one each, so that the second takes nothing of the
 * first's daily budget.
 */
public enum SpendingTable {
  DAILY("judge.spending"),
  REJUDGING("judge.rejudging_spending");

  private static final int SLOTS = 16;

  private final String table;

  SpendingTable(String table) {
    this.table = table;
  }

  /** Adds {@code source}, an SQL query of day, slot, cost and tokens. */
  public String adding(String source) {
    return """
        insert into %s as s (day, slot, cost_nano_usd, unpriced_tokens)
        %s
        on conflict (day, slot) do update set
          cost_nano_usd = s.cost_nano_usd + excluded.cost_nano_usd,
          unpriced_tokens = s.unpriced_tokens + excluded.unpriced_tokens
        """
        .formatted(table, source);
  }

  /** The one of a day's rows that a turn is booked in. */
  public static int slot(UUID turn) {
    return Math.floorMod(turn.hashCode(), SLOTS);
  }

  /**
   * @param day UTC
   */
  public void book(JdbcClient jdbc, LocalDate day, UUID turn, Usage usage) {
    var cost = usage.getCostNanoUsd();
    long tokens = usage.getInputTokens() + usage.getOutputTokens();
    jdbc.sql(adding("values (?, ?, ?, ?)"))
        .params(day, slot(turn), cost == null ? 0 : cost, cost == null ? tokens : 0)
        .update();
  }

  Spent spentOn(JdbcClient jdbc, LocalDate day) {
    return jdbc.sql(
            """
            select coalesce(sum(cost_nano_usd), 0) as cost, coalesce(sum(unpriced_tokens), 0) as tokens
            from %s where day = ?
            """
                .formatted(table))
        .param(day)
        .query((row, _) -> new Spent(day, row.getLong("cost"), row.getLong("tokens")))
        .single();
  }
}

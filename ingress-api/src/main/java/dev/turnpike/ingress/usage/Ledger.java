package dev.turnpike.ingress.usage;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * The books: what each turn used, and the sums by user, API key and day.
 *
 * <p>Invariant: one statement writes both, so a sum has a turn if and only if the ledger has it,
 * and a turn that comes again changes neither.
 */
@Repository
public class Ledger {
  /** In the order of the keys, so that two nodes that book the same turns wait in one order. */
  private static final String BOOK =
      """
      with booked as (
        insert into ingress.ledger (turn_id, user_id, api_key_id, status, model, simulated,
          input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, cost_nano_usd,
          finished_at, day)
        select turn_id::uuid, user_id, api_key_id, status, model, simulated::boolean,
          input::bigint, cached::bigint, output::bigint, reasoning::bigint, cost::bigint,
          finished_at::timestamptz, day::date
        from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as t (turn_id, user_id, api_key_id,
          status, model, simulated, input, cached, output, reasoning, cost, finished_at, day,
          accepted_at)
        where not exists (
          select from ingress.forgotten_users f
          where f.user_id = t.user_id and f.forgotten_until >= accepted_at::timestamptz)
        order by 1
        on conflict (turn_id) do nothing
        returning user_id, day, coalesce(api_key_id, '') as key, input_tokens, output_tokens,
          cost_nano_usd
      ), summed as (
        insert into ingress.spending as s (user_id, day, api_key_id, turns, unpriced, input_tokens,
          output_tokens, cost_nano_usd)
        select user_id, day, key, count(*), count(*) - count(cost_nano_usd), sum(input_tokens),
          sum(output_tokens), coalesce(sum(cost_nano_usd), 0)
        from booked group by 1, 2, 3 order by 1, 2, 3
        on conflict (user_id, day, api_key_id) do update set
          turns = s.turns + excluded.turns,
          unpriced = s.unpriced + excluded.unpriced,
          input_tokens = s.input_tokens + excluded.input_tokens,
          output_tokens = s.output_tokens + excluded.output_tokens,
          cost_nano_usd = s.cost_nano_usd + excluded.cost_nano_usd
      )
      select count(*) from booked
      """;

  private final JdbcTemplate database;

  Ledger(JdbcTemplate database) {
    this.database = database;
  }

  /** Books turns, all or none; returns how many were not booked before. */
  int book(List<UsedTurn> turns) {
    return Objects.requireNonNull(
        database.queryForObject(
            BOOK,
            Integer.class,
            column(turns, UsedTurn::turnId),
            column(turns, UsedTurn::userId),
            column(turns, UsedTurn::apiKeyId),
            column(turns, UsedTurn::status),
            column(turns, UsedTurn::model),
            column(turns, UsedTurn::simulated),
            column(turns, UsedTurn::inputTokens),
            column(turns, UsedTurn::cachedInputTokens),
            column(turns, UsedTurn::outputTokens),
            column(turns, UsedTurn::reasoningTokens),
            column(turns, UsedTurn::costNanoUsd),
            column(turns, UsedTurn::finishedAt),
            column(turns, UsedTurn::day),
            column(turns, UsedTurn::acceptedAt)));
  }

  /**
   * Deletes everything that is booked for a user. What they asked before they were listed as
   * forgotten is booked no more, whenever it ends. Blocks.
   */
  public void forget(String userId) {
    database.update(
        """
        with days as (delete from ingress.spending where user_id = ? returning day)
        delete from ingress.ledger where user_id = ? and day = any (array(select day from days))
        """,
        userId,
        userId);
  }

  /** Deletes booked turns of before a day; returns how many, at most the limit. */
  int deleteTurnsBefore(LocalDate day, int limit) {
    return database.update(
        """
        delete from ingress.ledger where turn_id in (
          select turn_id from ingress.ledger where day < ? limit ? for update skip locked)
        """,
        day,
        limit);
  }

  /** Deletes sums of before a day; returns how many, at most the limit. */
  int deleteSumsBefore(LocalDate day, int limit) {
    return database.update(
        """
        delete from ingress.spending where (user_id, day, api_key_id) in (
          select user_id, day, api_key_id from ingress.spending
          where day < ? limit ? for update skip locked)
        """,
        day,
        limit);
  }

  private static @Nullable String[] column(
      List<UsedTurn> turns, Function<UsedTurn, @Nullable Object> value) {
    return turns.stream()
        .map(value)
        .map(each -> each == null ? null : each.toString())
        .toArray(String[]::new);
  }
}

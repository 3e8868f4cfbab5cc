package dev.turnpike.ingress.usage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads the sums of the ledger. Blocks. */
@Repository
class SpendingTable implements KnownSpending.Source {
  private static final String BY_KEY =
      """
      select user_id, api_key_id, (day = ?) as today, sum(turns), sum(unpriced),
        sum(input_tokens), sum(output_tokens), sum(cost_nano_usd)
      from ingress.spending
      where user_id = any (?) and day >= ? and day < ?
      group by 1, 2, 3
      """;

  private static final String TOGETHER =
      """
      select user_id, sum(turns), sum(unpriced), sum(input_tokens), sum(output_tokens),
        sum(cost_nano_usd)
      from ingress.spending
      where user_id = any (?) and day >= ? and day < ?
      group by 1
      """;

  private final JdbcTemplate database;

  SpendingTable(JdbcTemplate database) {
    this.database = database;
  }

  /** What each of the users has spent; has an entry for every one of them. */
  @Override
  public Map<String, UserSpending> of(Collection<String> users, Today on) {
    Map<String, Map<String, Spent>> found = new HashMap<>();
    database.query(
        BY_KEY,
        row -> {
          Amounts amounts = amounts(row, 4);
          Amounts today = row.getBoolean(3) ? amounts : Amounts.NONE;
          found
              .computeIfAbsent(row.getString(1), _ -> new HashMap<>())
              .merge(row.getString(2), new Spent(today, amounts), Spent::plus);
        },
        on.day(),
        users.toArray(String[]::new),
        on.monthBegan(),
        on.monthBegan().plusMonths(1));
    Map<String, UserSpending> spending = new HashMap<>();
    users.forEach(
        user -> spending.put(user, new UserSpending(on, found.getOrDefault(user, Map.of()))));
    monthBefore(spending.keySet().stream().filter(u -> usedNothing(spending, u)).toList(), on)
        .forEach(
            (user, before) ->
                spending.put(
                    user, new UserSpending(on, found.getOrDefault(user, Map.of()), before)));
    return spending;
  }

  private static boolean usedNothing(Map<String, UserSpending> spending, String user) {
    return Objects.requireNonNull(spending.get(user)).total().month().tokens() == 0;
  }

  private Map<String, Amounts> monthBefore(Collection<String> users, Today on) {
    Map<String, Amounts> before = new HashMap<>();
    if (!users.isEmpty()) {
      database.query(
          TOGETHER,
          row -> {
            before.put(row.getString(1), amounts(row, 2));
          },
          users.toArray(String[]::new),
          on.monthBegan().minusMonths(1),
          on.monthBegan());
    }
    return before;
  }

  /** What a user has spent on each day, both ends included; days without a turn are left out. */
  SortedMap<LocalDate, Amounts> days(String userId, LocalDate from, LocalDate to) {
    SortedMap<LocalDate, Amounts> days = new TreeMap<>();
    database.query(
        """
        select day, sum(turns), sum(unpriced), sum(input_tokens), sum(output_tokens),
          sum(cost_nano_usd)
        from ingress.spending where user_id = ? and day between ? and ?
        group by day
        """,
        row -> {
          days.put(row.getObject(1, LocalDate.class), amounts(row, 2));
        },
        userId,
        from,
        to);
    return days;
  }

  private static Amounts amounts(ResultSet row, int first) throws SQLException {
    return Amounts.of(
        row.getLong(first),
        row.getLong(first + 1),
        row.getLong(first + 2),
        row.getLong(first + 3),
        row.getLong(first + 4));
  }
}

package dev.turnpike.ingress.limits.rates;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The shared table. It is unlogged, so a commit waits for no disk. */
@Repository
class PostgresCounts implements CountTable {
  private static final Comparator<Change> ORDER =
      Comparator.comparing((Change change) -> change.place().bucket())
          .thenComparingLong(change -> change.place().slot());

  private final JdbcTemplate database;

  PostgresCounts(JdbcTemplate database) {
    this.database = database;
  }

  /** All nodes lock rows in the same order. */
  @Override
  public Map<Place, Long> add(List<Change> changes) {
    List<Change> sorted = merged(changes).stream().sorted(ORDER).toList();
    Map<Place, Long> totals = new HashMap<>();
    database.query(
        """
        with change as (
          select bucket, slot::bigint, added::int, expires_at::timestamptz
          from unnest(?, ?, ?, ?) with ordinality as t (bucket, slot, added, expires_at, number)
          order by number
        ), sent as (
          insert into ingress.rate_counts as known (bucket, slot, count, expires_at)
          select bucket, slot, added, expires_at from change where added <> 0
          on conflict (bucket, slot) do update set count = known.count + excluded.count
          returning bucket, slot, count
        )
        select bucket, slot, count from sent
        union all
        select known.bucket, known.slot, known.count
        from change join ingress.rate_counts known using (bucket, slot) where added = 0
        """,
        row -> {
          totals.put(new Place(row.getString(1), row.getLong(2)), row.getLong(3));
        },
        column(sorted, change -> change.place().bucket()),
        column(sorted, change -> Long.toString(change.place().slot())),
        column(sorted, change -> Integer.toString(change.added())),
        column(sorted, change -> Instant.ofEpochMilli(change.expiresAt()).toString()));
    return totals;
  }

  /** One statement can't change a row twice. */
  private static Collection<Change> merged(List<Change> changes) {
    Map<Place, Change> byPlace = HashMap.newHashMap(changes.size());
    for (Change change : changes) {
      byPlace.merge(
          change.place(),
          change,
          (one, other) ->
              new Change(
                  one.place(),
                  one.added() + other.added(),
                  Math.max(one.expiresAt(), other.expiresAt())));
    }
    return byPlace.values();
  }

  @Override
  public int deleteExpired(long now, int limit) {
    return database.update(
        """
        delete from ingress.rate_counts where (bucket, slot) in (
          select bucket, slot from ingress.rate_counts where expires_at < ?::timestamptz
          order by expires_at limit ? for update skip locked)
        """,
        Instant.ofEpochMilli(now).toString(),
        limit);
  }

  private static String[] column(List<Change> changes, Function<Change, String> value) {
    return changes.stream().map(value).toArray(String[]::new);
  }
}

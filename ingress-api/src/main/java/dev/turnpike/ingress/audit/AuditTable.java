package dev.turnpike.ingress.audit;

import dev.turnpike.ingress.behind.WriteBehind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The table of account events. */
@Repository
class AuditTable implements WriteBehind.Table<AuditRow> {
  private static final int BITS_BEHIND_THE_TIME = 16;

  private final JdbcTemplate database;

  AuditTable(JdbcTemplate database) {
    this.database = database;
  }

  @Override
  public void insert(List<AuditRow> rows) {
    database.update(
        """
        insert into ingress.account_events
          (id, at, action, outcome, user_id, subject, address, request_id)
        select id::uuid, at::timestamptz, action, outcome, user_id, subject, address, request_id
        from unnest(?, ?, ?, ?, ?, ?, ?, ?)
          as t (id, at, action, outcome, user_id, subject, address, request_id)
        on conflict (id) do nothing
        """,
        column(rows, row -> row.id().toString()),
        column(rows, row -> row.at().toString()),
        column(rows, row -> row.event().action().word()),
        column(rows, row -> row.event().outcome().word()),
        column(rows, row -> row.event().userId()),
        column(rows, row -> row.event().subject()),
        column(rows, row -> row.event().origin().address()),
        column(rows, row -> row.event().origin().requestId()));
  }

  /** By id, which begins with the time. */
  @Override
  public int deleteBefore(Instant oldest, int limit) {
    return database.update(
        """
        delete from ingress.account_events where id in (
          select id from ingress.account_events where id < ?
          order by id limit ? for update skip locked)
        """,
        new UUID(oldest.toEpochMilli() << BITS_BEHIND_THE_TIME, 0),
        limit);
  }

  /** Made once for the database. */
  String salt() {
    return Objects.requireNonNull(
        database.queryForObject("select salt from ingress.audit_salt", String.class));
  }

  private static @Nullable String[] column(
      List<AuditRow> rows, Function<AuditRow, @Nullable String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }
}

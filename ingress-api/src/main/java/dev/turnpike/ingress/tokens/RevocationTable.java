package dev.turnpike.ingress.tokens;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of revocations, which all nodes share. */
@Repository
class RevocationTable implements RevocationFeed.Source {
  private static final String COLUMNS = "kind, subject, user_id, before, expires_at";

  /** A newer version may write others, which this one can hold against nothing. */
  private static final String KINDS =
      Arrays.stream(Revocation.Kind.values())
          .map(kind -> "'" + kind.word() + "'")
          .collect(Collectors.joining(", ", "(", ")"));

  private final JdbcClient database;

  RevocationTable(JdbcClient database) {
    this.database = database;
  }

  void put(Revocation revocation) {
    database
        .sql(
            """
            insert into ingress.revocations as known (kind, subject, user_id, before, expires_at)
            values (?, ?, ?, ?, ?)
            on conflict (kind, subject) do update set
              before = greatest(known.before, excluded.before),
              expires_at = greatest(known.expires_at, excluded.expires_at),
              revoked_at = clock_timestamp()
            """)
        .params(
            revocation.kind().word(),
            revocation.subject(),
            revocation.userId(),
            at(revocation.before()),
            at(revocation.expiresAt()))
        .update();
  }

  /** How many of a user's logins and sessions were revoked one by one. */
  int countSingles(String userId) {
    return database
        .sql(
            """
            select count(*) from ingress.revocations
            where user_id = ? and kind in ('login', 'session')
            """)
        .param(userId)
        .query(Integer.class)
        .single();
  }

  /** Deletes those of a user that were revoked one by one and that ended before. */
  void deleteSingles(String userId, Instant before) {
    database
        .sql(
            """
            delete from ingress.revocations
            where user_id = ? and kind in ('login', 'session') and before <= ?
            """)
        .params(userId, at(before))
        .update();
  }

  @Override
  public Instant now() {
    return database
        .sql("select clock_timestamp()")
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  @Override
  public List<Revocation> since(Instant instant) {
    return database
        .sql(
            "select "
                + COLUMNS
                + " from ingress.revocations where revoked_at > ? and kind in "
                + KINDS)
        .param(at(instant))
        .query(RevocationTable::revocation)
        .list();
  }

  @Override
  public List<Revocation> page(@Nullable Revocation last, int size) {
    return database
        .sql(
            "select "
                + COLUMNS
                + """
                  from ingress.revocations
                 where (kind, subject) > (?, ?) and expires_at > now() and kind in %s
                 order by kind, subject limit ?
                """
                    .formatted(KINDS))
        .params(last == null ? "" : last.kind().word(), last == null ? "" : last.subject(), size)
        .query(RevocationTable::revocation)
        .list();
  }

  @Override
  public int deleteExpired(int limit) {
    return database
        .sql(
            """
            delete from ingress.revocations where (kind, subject) in (
              select kind, subject from ingress.revocations where expires_at <= now()
              limit ? for update skip locked)
            """)
        .param(limit)
        .update();
  }

  private static Revocation revocation(ResultSet row, int number) throws SQLException {
    return new Revocation(
        Revocation.Kind.of(row.getString("kind")),
        row.getString("subject"),
        row.getString("user_id"),
        instant(row, "before"),
        instant(row, "expires_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getTimestamp(column)).toInstant();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}

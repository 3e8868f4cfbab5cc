package dev.turnpike.ingress.apikeys;

import dev.turnpike.ingress.oidc.ExternalUsers;
import dev.turnpike.ingress.usage.Budget;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** The table of keys. */
@Repository
class ApiKeyTable implements KnownKeys.Table, KeyUses.Table {
  private static final int LOOK_UP_SECONDS = 2;
  private static final String SELECT =
      """
      select id, user_id, name, prefix, created_at, expires_at, last_used_at,
             tokens_per_day, tokens_per_month, cost_per_day, cost_per_month
      from ingress.api_keys
      """;

  private final JdbcClient database;
  private final TransactionOperations transactions;
  private final ExternalUsers users;

  ApiKeyTable(JdbcClient database, TransactionOperations transactions, ExternalUsers users) {
    this.database = database;
    this.users = users;
    this.transactions = transactions;
  }

  /** What became of a key that was to be added. */
  enum Added {
    YES,
    TOO_MANY,
    NO_SUCH_USER
  }

  /** The user's row is locked, so that not even keys made at once are more than allowed. */
  Added add(ApiKey key, Digest digest, int limit) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              users.ensure(key.userId());
              if (lock(key.userId()).isEmpty()) {
                return Added.NO_SUCH_USER;
              }
              if (count(key.userId()) >= limit) {
                return Added.TOO_MANY;
              }
              insert(key, digest);
              return Added.YES;
            }));
  }

  List<ApiKey> ofUser(String userId) {
    return database
        .sql(SELECT + "where user_id = ? order by created_at desc, id desc")
        .param(userId)
        .query(ApiKeyTable::key)
        .list();
  }

  @Override
  public Optional<ApiKey> find(Digest digest) {
    return database
        .sql(SELECT + "where digest = ?")
        .withQueryTimeout(LOOK_UP_SECONDS)
        .param(digest.bytes())
        .query(ApiKeyTable::key)
        .optional();
  }

  @Override
  public Optional<ApiKey> find(String id) {
    return database
        .sql(SELECT + "where id = ?")
        .withQueryTimeout(LOOK_UP_SECONDS)
        .param(id)
        .query(ApiKeyTable::key)
        .optional();
  }

  /** False when it is not the user's. */
  boolean remove(String userId, String id) {
    return database
            .sql("delete from ingress.api_keys where id = ? and user_id = ?")
            .params(id, userId)
            .update()
        > 0;
  }

  @Override
  public void used(Map<String, Instant> times) {
    String[] ids = times.keySet().toArray(String[]::new);
    String[] instants = times.values().stream().map(Instant::toString).toArray(String[]::new);
    database
        .sql(
            """
            update ingress.api_keys as keys set last_used_at = greatest(keys.last_used_at, used.at)
            from (select * from unnest(?, ?::timestamptz[])) as used (id, at)
            where keys.id = used.id
            """)
        .params(List.of(ids, instants))
        .update();
  }

  private Optional<String> lock(String userId) {
    return database
        .sql("select id from ingress.users where id = ? for update")
        .param(userId)
        .query(String.class)
        .optional();
  }

  private int count(String userId) {
    return database
        .sql("select count(*) from ingress.api_keys where user_id = ?")
        .param(userId)
        .query(Integer.class)
        .single();
  }

  private void insert(ApiKey key, Digest digest) {
    Budget budget = key.budget();
    database
        .sql(
            """
            insert into ingress.api_keys
              (id, user_id, name, prefix, digest, created_at, expires_at,
               tokens_per_day, tokens_per_month, cost_per_day, cost_per_month)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(key.id())
        .param(key.userId())
        .param(key.name())
        .param(key.prefix())
        .param(digest.bytes())
        .param(at(key.createdAt()))
        .param(key.expiresAt() == null ? null : at(key.expiresAt()))
        .param(budget.tokensPerDay())
        .param(budget.tokensPerMonth())
        .param(budget.costPerDay())
        .param(budget.costPerMonth())
        .update();
  }

  private static ApiKey key(ResultSet row, int number) throws SQLException {
    return new ApiKey(
        row.getString("id"),
        row.getString("user_id"),
        row.getString("name"),
        row.getString("prefix"),
        Objects.requireNonNull(instant(row, "created_at")),
        instant(row, "expires_at"),
        instant(row, "last_used_at"),
        new Budget(
            row.getObject("tokens_per_day", Long.class),
            row.getObject("tokens_per_month", Long.class),
            row.getBigDecimal("cost_per_day"),
            row.getBigDecimal("cost_per_month")));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    @Nullable Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}

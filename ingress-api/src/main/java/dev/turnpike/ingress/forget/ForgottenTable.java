package dev.turnpike.ingress.forget;

import dev.turnpike.ingress.views.ForeignViews;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** The table of forgotten users, and what the other services say of them. */
@Repository
class ForgottenTable {
  /** Without these, nothing of a user can be here: they create their schema when they first run. */
  private static final List<String> OPTIONAL = List.of("memory", "judge");

  private static final String REQUIRED = "agent";
  private static final int LISTED = 100;

  private final JdbcClient database;
  private final TransactionOperations transactions;

  ForgottenTable(JdbcClient database, TransactionOperations transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  /** Takes the account away and says to all that the user is to be forgotten: both or neither. */
  void add(String userId, Instant until) {
    transactions.executeWithoutResult(
        _ -> {
          database
              .sql(
                  """
                  insert into ingress.forgotten_users (user_id, forgotten_until) values (?, ?)
                  on conflict (user_id) do update
                    set forgotten_until = excluded.forgotten_until,
                        revoked_at = null, finished_at = null
                  """)
              .params(userId, until.atOffset(ZoneOffset.UTC))
              .update();
          database.sql("delete from ingress.users where id = ?").param(userId).update();
        });
  }

  /** Somebody whom a service has still to erase. */
  record Unfinished(String userId, boolean revoked) {}

  /** Some of them, others each time: those that can't be finished are in nobody's way. */
  List<Unfinished> unfinished() {
    return database
        .sql(
            """
            select user_id, revoked_at is not null from ingress.forgotten_users
            where finished_at is null order by random() limit ?
            """)
        .param(LISTED)
        .query((row, _) -> new Unfinished(row.getString(1), row.getBoolean(2)))
        .list();
  }

  void noteRevoked(String userId) {
    database
        .sql("update ingress.forgotten_users set revoked_at = now() where user_id = ?")
        .param(userId)
        .update();
  }

  /** Whether every service has erased what it had. */
  boolean isErased(String userId) {
    return hasErased(REQUIRED, userId)
        && OPTIONAL.stream().allMatch(schema -> !exists(schema) || hasErased(schema, userId));
  }

  /** True for the one of several that notes it first. */
  boolean finish(String userId, Instant now) {
    return database
            .sql(
                "update ingress.forgotten_users set finished_at = ? where user_id = ? and finished_at is null")
            .params(now.atOffset(ZoneOffset.UTC), userId)
            .update()
        == 1;
  }

  private boolean hasErased(String schema, String userId) {
    return !ForeignViews.rows(
            () ->
                database
                    .sql(
                        """
                        select 1 from %s.erased_users e
                        join ingress.forgotten_users f using (user_id)
                        where user_id = ? and e.forgotten_until >= f.forgotten_until
                        """
                            .formatted(schema))
                    .param(userId)
                    .query((row, _) -> row.getInt(1))
                    .list())
        .isEmpty();
  }

  private boolean exists(String schema) {
    return database
        .sql("select to_regnamespace(?) is not null")
        .param(schema)
        .query(Boolean.class)
        .single();
  }
}

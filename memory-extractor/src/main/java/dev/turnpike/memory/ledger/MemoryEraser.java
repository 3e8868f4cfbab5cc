package dev.turnpike.memory.ledger;

import dev.turnpike.platform.forget.Eraser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Erases all that is known of a user: facts with their vectors, their history, which turns they
 * were learned from, what a rebuild has of them. A tombstone is announced for each memory there
 * was.
 */
public final class MemoryEraser implements Eraser {

  private static final List<String> TABLES =
      List.of(
          "facts",
          "changes",
          "learned_turns",
          "shadow_facts",
          "shadow_changes",
          "shadow_learned_turns",
          "deletions",
          "switched_off");

  private static final String ANNOUNCE =
      """
      insert into memory.announcements (memory_id, user_id, due_at, times)
      select memory_id, :user, now(), 2 from (
        select memory_id from memory.facts where user_id = :user
        union select memory_id from memory.changes where user_id = :user) known
      on conflict (memory_id) do update set due_at = excluded.due_at, times = excluded.times
      """;

  private static final String FORGOTTEN =
      """
      insert into memory.forgotten_users (user_id, forgotten_until) values (:user, :until)
      on conflict (user_id) do update set forgotten_until = excluded.forgotten_until
      """;

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  public MemoryEraser(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public void erase(String userId, Instant until) {
    transactions.executeWithoutResult(
        _ -> {
          MemoryLocks.lockUser(jdbc, userId);
          jdbc.sql(ANNOUNCE).param("user", userId).update();
          for (String table : TABLES) {
            jdbc.sql("delete from memory." + table + " where user_id = :user")
                .param("user", userId)
                .update();
          }
          jdbc.sql(FORGOTTEN)
              .param("user", userId)
              .param("until", until.atOffset(ZoneOffset.UTC))
              .update();
        });
  }
}

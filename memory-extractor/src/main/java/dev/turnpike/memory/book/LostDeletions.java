package dev.turnpike.memory.book;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes facts again, in a database that was restored from a time before users deleted them. All
 * of it may be done twice.
 */
public final class LostDeletions {

  private static final String OWNER =
      """
      select user_id from memory.facts where memory_id = :memory
      union select user_id from memory.changes where memory_id = :memory
      limit 1
      """;

  private static final String NOTE =
      """
      with last_turn as (
        select source_partition, source_offset from memory.learned_turns
        where user_id = :user order by source_offset desc limit 1
      )
      insert into memory.deletions as existing
        (user_id, deleted_until, after_partition, after_offset)
      select :user, :until,
        coalesce((select source_partition from last_turn), 0),
        coalesce((select source_offset from last_turn), -1)
      on conflict (user_id) do update
        set deleted_until = greatest(existing.deleted_until, excluded.deleted_until),
          after_partition = excluded.after_partition, after_offset = excluded.after_offset
      """;

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  public LostDeletions(DataSource database) {
    this.jdbc = JdbcClient.create(database);
    this.transactions = new TransactionTemplate(new JdbcTransactionManager(database));
  }

  /** Whether memory is in use at all. */
  public boolean hasTables() {
    return jdbc.sql("select to_regclass('memory.deletions') is not null")
        .query(Boolean.class)
        .single();
  }

  /** Whose a fact is, or was. */
  public Optional<String> owner(UUID memory) {
    return jdbc.sql(OWNER).param("memory", memory).query(String.class).optional();
  }

  /**
   * Deletes a fact with its history, and keeps what its user said until then from teaching it.
   *
   * @param until when it was deleted, or later
   * @return whether there was such a fact
   */
  public boolean repeat(String userId, UUID memory, Instant until) {
    var deleted =
        transactions.execute(
            _ -> {
              jdbc.sql(NOTE)
                  .param("user", userId)
                  .param("until", until.atOffset(ZoneOffset.UTC))
                  .update();
              int changes = delete("changes", userId, memory);
              return delete("facts", userId, memory) + changes > 0;
            });
    return Boolean.TRUE.equals(deleted);
  }

  private int delete(String table, String userId, UUID memory) {
    return jdbc.sql("delete from memory." + table + " where user_id = ? and memory_id = ?")
        .params(userId, memory)
        .update();
  }
}

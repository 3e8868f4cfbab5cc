package dev.turnpike.memory.book;

import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes facts out of a user's memory for good.
 *
 * <p>Invariants: a fact, its history, the note that keeps it from being learned again, and the
 * order to publish its tombstone change together or not at all. While it runs, nothing is learned
 * about the user, and no rebuild takes the place of the facts: so neither brings back what is
 * deleted.
 */
record Deletion(JdbcClient jdbc, TransactionOperations transactions) {

  /** How long it waits for the locks, as whoever asked waits too. */
  private static final String PATIENCE = "2s";

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** First the one that rebuilds wait for, so that none can stand between the two. */
  private static final String LOCK =
      """
      select set_config('lock_timeout', :patience, true),
        pg_advisory_xact_lock_shared(hashtextextended('memory/swap', 0))
      """;

  private static final String LOCK_USER =
      "select pg_advisory_xact_lock(hashtextextended('memory/' || :user, 0))";

  /**
   * Also from what a rebuild has made so far: it then takes the user's facts over as they are. The
   * time is the one at which the locks were had.
   */
  private static final String DELETE =
      """
      with gone as (
        select memory_id from memory.facts
        where user_id = :user and (:all or memory_id = :memory)
        union
        select memory_id from memory.changes
        where user_id = :user and (:all or memory_id = :memory)
      ), last_turn as (
        select source_partition, source_offset from memory.learned_turns
        where user_id = :user order by source_offset desc limit 1
      ), noted as (
        insert into memory.deletions (user_id, deleted_until, after_partition, after_offset)
        select :user, clock_timestamp(),
          coalesce((select source_partition from last_turn), 0),
          coalesce((select source_offset from last_turn), -1)
        where :all or exists (select 1 from gone)
        on conflict (user_id) do update
          set deleted_until = excluded.deleted_until,
            after_partition = excluded.after_partition, after_offset = excluded.after_offset
      ), announced as (
        insert into memory.announcements (memory_id, user_id, due_at, times)
        select memory_id, :user, now(), 2 from gone
        on conflict (memory_id) do update set due_at = excluded.due_at, times = excluded.times
      ), without_history as (
        delete from memory.changes where memory_id in (select memory_id from gone)
      ), without_facts as (
        delete from memory.facts where memory_id in (select memory_id from gone)
      ), without_shadow_history as (
        delete from memory.shadow_changes where user_id = :user
      ), without_shadow_facts as (
        delete from memory.shadow_facts where user_id = :user
      )
      select count(*) from gone
      """;

  /**
   * @param memory which one; all of the user's when empty
   * @return how many are gone
   * @throws MemoryBusyException when somebody else has the locks for too long
   */
  int delete(String userId, Optional<UUID> memory) {
    try {
      return transactions.execute(_ -> deleted(userId, memory));
    } catch (UncategorizedSQLException e) {
      if (e.getCause() instanceof SQLException cause
          && LOCK_NOT_AVAILABLE.equals(cause.getSQLState())) {
        throw new MemoryBusyException(e);
      }
      throw e;
    }
  }

  private int deleted(String userId, Optional<UUID> memory) {
    jdbc.sql(LOCK).param("patience", PATIENCE).query().listOfRows();
    jdbc.sql(LOCK_USER).param("user", userId).query().listOfRows();
    return jdbc.sql(DELETE)
        .param("user", userId)
        .param("all", memory.isEmpty())
        .param("memory", memory.orElse(new UUID(0, 0)))
        .query(Integer.class)
        .single();
  }
}

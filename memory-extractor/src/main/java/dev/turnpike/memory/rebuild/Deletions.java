package dev.turnpike.memory.rebuild;

import dev.turnpike.memory.ledger.MemoryLocks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Deletes again what users deleted, where they did: what is deleted is first learned anew, so that
 * turns that only said it again teach nothing, and goes before the first turn after the deletion.
 *
 * <p>A deleted fact is known by the turn and the place in the model's answer that it came from.
 * That holds only if the turn's answer is the same now; if anything else of it differs from what is
 * known, every fact that the turn has touched goes. So a deleted fact never comes back, at the
 * price of others of the same turn.
 */
final class Deletions {

  private static final String OF_USER =
      """
      select memory_id, user_id from memory.deletions
      where user_id = :user and after_partition = :partition and after_offset < :offset
      order by after_offset, memory_id
      """;

  private static final String ALL =
      """
      select memory_id, user_id from memory.deletions
      where {scope} order by after_partition, after_offset, memory_id
      """;

  private static final String TAUGHT =
      """
      select turn_id, memory_id, kind, text from memory.%s
      where turn_id = any (select unnest(turn_ids) from memory.deletions where memory_id = :memory)
        and memory_id not in (select memory_id from memory.deletions where user_id = :user)
      """;

  private static final String SAME_ANSWERS =
      "select not exists (((%1$s) except (%2$s)) union all ((%2$s) except (%1$s)))"
          .formatted(TAUGHT.formatted("shadow_changes"), TAUGHT.formatted("changes"));

  private static final String TOUCHED =
      """
      select distinct memory_id from memory.shadow_changes
      where memory_id = :memory or (not :same and turn_id = any (
        select unnest(turn_ids) from memory.deletions where memory_id = :memory))
      """;

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Scope scope;
  private final Set<UUID> done = ConcurrentHashMap.newKeySet();

  Deletions(JdbcClient jdbc, TransactionOperations transactions, Scope scope) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.scope = scope;
  }

  /** Those of a user that came before a turn of theirs. */
  void before(String user, int partition, long offset) {
    var due =
        jdbc.sql(OF_USER)
            .param("user", user)
            .param("partition", partition)
            .param("offset", offset)
            .query(Deletion::of)
            .list();
    apply(due);
  }

  /** All that are left. */
  void rest() {
    apply(jdbc.sql(scope.sql(ALL)).params(scope.parameters()).query(Deletion::of).list());
  }

  private void apply(List<Deletion> due) {
    due.stream().filter(deletion -> done.add(deletion.memoryId())).forEach(this::apply);
  }

  private void apply(Deletion deletion) {
    transactions.executeWithoutResult(
        _ -> {
          MemoryLocks.lockUser(jdbc, deletion.userId());
          boolean same = statement(SAME_ANSWERS, deletion).query(Boolean.class).single();
          var touched =
              jdbc.sql(TOUCHED)
                  .param("memory", deletion.memoryId())
                  .param("same", same)
                  .query((row, _) -> row.getObject(1, UUID.class))
                  .list();
          if (!touched.isEmpty()) {
            delete("shadow_facts", touched);
            delete("shadow_changes", touched);
          }
        });
  }

  private JdbcClient.StatementSpec statement(String sql, Deletion deletion) {
    return jdbc.sql(sql).param("memory", deletion.memoryId()).param("user", deletion.userId());
  }

  private void delete(String table, List<UUID> memories) {
    jdbc.sql("delete from memory.%s where memory_id in (:memories)".formatted(table))
        .param("memories", memories)
        .update();
  }

  /** A row. */
  private record Deletion(UUID memoryId, String userId) {
    static Deletion of(ResultSet row, int index) throws SQLException {
      return new Deletion(row.getObject("memory_id", UUID.class), row.getString("user_id"));
    }
  }
}

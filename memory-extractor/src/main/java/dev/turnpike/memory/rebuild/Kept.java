package dev.turnpike.memory.rebuild;

import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.memory.ledger.MemoryLocks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes over what can't be learned anew, as it is: what came of turns that the log no longer holds,
 * and what users who have deleted facts had taught until then. Nobody could tell of any of those
 * turns whether it says again, in other words, what its user wants gone.
 */
final class Kept {

  private static final Duration EMBEDDING_PATIENCE = Duration.ofSeconds(30);

  /** Turns that can't be learned from again. */
  private static final String TURNS =
      """
      from memory.learned_turns t
      left join unnest(cast(:partitions as int[]), cast(:begins as bigint[])) as log(part, begins)
        on log.part = t.source_partition
      where (log.begins is null or t.source_offset < log.begins
        or exists (
          select 1 from memory.deletions d
          where d.user_id = t.user_id and d.after_partition = t.source_partition
            and t.source_offset <= d.after_offset))
      """;

  private static final String USERS =
      "select distinct t.user_id " + TURNS + " and {scope} order by t.user_id";

  private static final String KEEP_TURNS =
      "insert into memory.shadow_learned_turns select t.* " + TURNS + " and t.user_id = :user";

  private static final String KEEP_CHANGES =
      """
      insert into memory.shadow_changes
      select c.* from memory.changes c
      where c.user_id = :user
        and c.turn_id in (select turn_id from memory.shadow_learned_turns where user_id = :user)
      """;

  /** As the last of those changes left them. */
  private static final String FACTS =
      """
      select distinct on (c.memory_id) c.memory_id, c.kind, c.text, c.turn_id, c.changed_at,
        min(c.changed_at) over (partition by c.memory_id) as learned_at,
        cast(f.embedding as text) as embedding
      from memory.shadow_changes c
      join memory.shadow_learned_turns t on t.turn_id = c.turn_id
      left join memory.facts f on f.memory_id = c.memory_id and f.text = c.text
      where c.user_id = :user
      order by c.memory_id, t.source_partition desc, t.source_offset desc, c.change_index desc
      """;

  private static final String KEEP_FACT =
      """
      insert into memory.shadow_facts
        (memory_id, user_id, text, embedding, turn_id, learned_at, changed_at)
      values (:memory, :user, :text, cast(:embedding as public.vector), :turn, :learnedAt, :changedAt)
      """;

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Embedder embedder;
  private final Scope scope;

  Kept(JdbcClient jdbc, TransactionOperations transactions, Embedder embedder, Scope scope) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.embedder = embedder;
    this.scope = scope;
  }

  /**
   * @param begins of the log, by partition
   */
  void takeOver(Map<Integer, Long> begins) throws InterruptedException {
    var log = Map.of("partitions", array(begins.keySet()), "begins", array(begins.values()));
    var users =
        jdbc.sql(scope.sql(USERS).replace("user_id = :scope", "t.user_id = :scope"))
            .params(log)
            .params(scope.parameters())
            .query((row, _) -> row.getString(1))
            .list();
    for (String user : users) {
      takeOver(user, log);
    }
  }

  private void takeOver(String user, Map<String, ?> log) throws InterruptedException {
    transactions.executeWithoutResult(
        _ -> {
          // Who is being forgotten is forgotten here too.
          MemoryLocks.lockUser(jdbc, user);
          jdbc.sql(KEEP_TURNS).params(log).param("user", user).update();
          jdbc.sql(KEEP_CHANGES).param("user", user).update();
        });
    for (Fact fact : jdbc.sql(FACTS).param("user", user).query(Fact::of).list()) {
      if (fact.text() != null) {
        var embedding =
            fact.embedding() == null
                ? embedder.embed(fact.text(), EMBEDDING_PATIENCE).sqlLiteral()
                : fact.embedding();
        keep(user, fact, embedding);
      }
    }
  }

  private void keep(String user, Fact fact, String embedding) {
    transactions.executeWithoutResult(
        _ -> {
          MemoryLocks.lockUser(jdbc, user);
          if (isStillKept(user)) {
            jdbc.sql(KEEP_FACT)
                .param("memory", fact.memoryId())
                .param("user", user)
                .param("text", fact.text())
                .param("embedding", embedding)
                .param("turn", fact.turnId())
                .param("learnedAt", fact.learnedAt())
                .param("changedAt", fact.changedAt())
                .update();
          }
        });
  }

  private boolean isStillKept(String user) {
    return jdbc.sql(
            "select exists (select 1 from memory.shadow_learned_turns where user_id = :user)")
        .param("user", user)
        .query(Boolean.class)
        .single();
  }

  private static String array(Iterable<? extends Number> numbers) {
    return java.util.stream.StreamSupport.stream(numbers.spliterator(), false)
        .map(Number::toString)
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** A row; without a text it had been removed. */
  private record Fact(
      UUID memoryId,
      @Nullable String text,
      @Nullable String embedding,
      UUID turnId,
      OffsetDateTime learnedAt,
      OffsetDateTime changedAt) {
    static Fact of(ResultSet row, int index) throws SQLException {
      return new Fact(
          row.getObject("memory_id", UUID.class),
          row.getString("text"),
          row.getString("embedding"),
          row.getObject("turn_id", UUID.class),
          row.getObject("learned_at", OffsetDateTime.class),
          row.getObject("changed_at", OffsetDateTime.class));
    }
  }
}

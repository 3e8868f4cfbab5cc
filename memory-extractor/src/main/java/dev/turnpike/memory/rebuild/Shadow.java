package dev.turnpike.memory.rebuild;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was learned anew, beside what is known: compares the two, and exchanges them. */
final class Shadow {

  private static final String BOTH =
      """
      (select * from memory.facts where {scope}) as before
      full join (select * from memory.shadow_facts where {scope}) as after using (memory_id)
      """;

  private static final String COUNTS =
      """
      select coalesce(before.user_id, after.user_id) as user_id,
        count(*) filter (where before.text = after.text) as kept,
        count(*) filter (where before.text is null) as added,
        count(*) filter (where before.text <> after.text) as changed,
        count(*) filter (where after.text is null) as dropped
      from
      """
          + BOTH
          + " group by 1";

  private static final String TOTAL =
      """
      select coalesce(sum(kept), 0) as kept, coalesce(sum(added), 0) as added,
        coalesce(sum(changed), 0) as changed, coalesce(sum(dropped), 0) as dropped
      from (%s) as users
      """
          .formatted(COUNTS);

  private static final String USERS =
      """
      select * from (%s) as users where added + changed + dropped > 0
      order by added + changed + dropped desc, user_id limit 100
      """
          .formatted(COUNTS);

  private static final String FACTS =
      """
      select coalesce(before.user_id, after.user_id) as user_id, before.text as was, after.text as is
      from
      """
          + BOTH
          + """
           where before.text is distinct from after.text
          order by 1, coalesce(before.learned_at, after.learned_at), memory_id limit 1000
          """;

  private static final String ANNOUNCE =
      """
      insert into memory.announcements (memory_id, user_id, due_at, times)
      select memory_id, coalesce(before.user_id, after.user_id), now(), 2 from
      """
          + BOTH
          + """
          where (before.text, before.turn_id, before.changed_at)
            is distinct from (after.text, after.turn_id, after.changed_at)
          on conflict (memory_id) do update set due_at = excluded.due_at, times = excluded.times
          """;

  private static final String DROP_FACTS =
      """
      delete from memory.facts as f where {scope} and not exists (
        select 1 from memory.shadow_facts s
        where s.memory_id = f.memory_id
          and (s.user_id, s.text, s.turn_id, s.learned_at, s.changed_at)
            is not distinct from (f.user_id, f.text, f.turn_id, f.learned_at, f.changed_at)
          and cast(s.embedding as text) = cast(f.embedding as text))
      """;

  private static final String ADD_FACTS =
      """
      insert into memory.facts (memory_id, user_id, text, embedding, turn_id, learned_at, changed_at)
      select memory_id, user_id, text, embedding, turn_id, learned_at, changed_at
      from memory.shadow_facts where {scope} on conflict do nothing
      """;

  private static final String DROP_CHANGES =
      """
      delete from memory.changes as c where {scope} and not exists (
        select 1 from memory.shadow_changes s
        where (s.turn_id, s.change_index) = (c.turn_id, c.change_index)
          and (s.memory_id, s.user_id, s.kind, s.text, s.previous, s.quote, s.changed_at)
            is not distinct from
              (c.memory_id, c.user_id, c.kind, c.text, c.previous, c.quote, c.changed_at))
      """;

  private static final String ADD_CHANGES =
      """
      insert into memory.changes
        (turn_id, change_index, memory_id, user_id, kind, text, previous, quote, changed_at)
      select turn_id, change_index, memory_id, user_id, kind, text, previous, quote, changed_at
      from memory.shadow_changes where {scope} on conflict do nothing
      """;

  private static final String LOST =
      """
      select turn_id from (select * from memory.learned_turns where {scope}) as before
      where not exists (
        select 1 from memory.shadow_learned_turns after where after.turn_id = before.turn_id)
      order by source_partition, source_offset
      """;

  /** Turns that only the former knew stay noted, so that they are not learned from again. */
  private static final String NOTE_TURNS =
      """
      insert into memory.learned_turns as t
      select * from memory.shadow_learned_turns where {scope}
      on conflict (turn_id) do update set source_topic = excluded.source_topic,
        source_partition = excluded.source_partition, source_offset = excluded.source_offset,
        extractor_version = excluded.extractor_version,
        extractor_model = excluded.extractor_model, learned_at = excluded.learned_at
      where t is distinct from excluded
      """;

  /**
   * Lets nobody change what is exchanged until it is done; who reads is not held up. The order is
   * that in which others write.
   */
  private static final List<String> LOCKS =
      List.of(
          "lock table memory.announcements in exclusive mode",
          "lock table memory.facts, memory.changes, memory.learned_turns in share row exclusive mode");

  private final JdbcClient jdbc;
  private final Scope scope;

  Shadow(JdbcClient jdbc, Scope scope) {
    this.jdbc = jdbc;
    this.scope = scope;
  }

  void clear() {
    jdbc.sql("truncate memory.shadow_facts, memory.shadow_changes, memory.shadow_learned_turns")
        .update();
  }

  /** Where each partition has been learned from up to, in what is known. */
  Map<Integer, Long> learnedUpTo() {
    Map<Integer, Long> ends = new HashMap<>();
    statement(
            "select source_partition, max(source_offset) + 1 from memory.learned_turns where {scope} group by 1")
        .query(
            row -> {
              ends.put(row.getInt(1), row.getLong(2));
            });
    return ends;
  }

  /** Turns that had been learned from, and now have not. */
  List<UUID> lost() {
    return statement(LOST).query((row, _) -> row.getObject(1, UUID.class)).list();
  }

  Difference difference() {
    return new Difference(
        statement(TOTAL).query(Shadow::counts).single(),
        statement(USERS)
            .query((row, i) -> new Difference.OfUser(row.getString("user_id"), counts(row, i)))
            .list(),
        statement(FACTS)
            .query(
                (row, _) ->
                    new Difference.OfFact(
                        row.getString("user_id"),
                        Optional.ofNullable(row.getString("was")),
                        Optional.ofNullable(row.getString("is"))))
            .list());
  }

  /** Keeps everybody from changing what is known, until the transaction ends. */
  void lock() {
    LOCKS.forEach(lock -> jdbc.sql(lock).update());
  }

  /** In a transaction that has the lock. Rows that are the same are not touched. */
  void exchange() {
    Stream.of(ANNOUNCE, DROP_FACTS, ADD_FACTS, DROP_CHANGES, ADD_CHANGES, NOTE_TURNS)
        .forEach(sql -> statement(sql).update());
    clear();
  }

  private JdbcClient.StatementSpec statement(String sql) {
    return jdbc.sql(scope.sql(sql)).params(scope.parameters());
  }

  private static Difference.Counts counts(ResultSet row, int index) throws SQLException {
    return new Difference.Counts(
        row.getLong("kept"), row.getLong("added"), row.getLong("changed"), row.getLong("dropped"));
  }
}

package dev.turnpike.memory.ledger;

import dev.turnpike.memory.embedding.Embedding;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A user's facts in the database, and the history that one turn writes of them. */
final class FactRows implements LessonBook.Facts {

  private static final String TEXT =
      "select text from {facts} where memory_id = :memory and user_id = :user";

  /** The sub-select runs once, as in the search. */
  private static final String CLOSEST =
      """
      select memory_id, text, similarity from (
        select memory_id, text, learned_at,
          1 - (embedding operator(public.<=>) (select cast(:embedding as public.vector)))
            as similarity
        from {facts} where user_id = :user) as measured
      where similarity >= :least
      order by similarity desc, learned_at, memory_id
      """;

  private static final String ADD =
      """
      insert into {facts} (memory_id, user_id, text, embedding, turn_id, learned_at, changed_at)
      values (:memory, :user, :text, cast(:embedding as public.vector), :turn, :at, :at)
      """;

  private static final String UPDATE =
      """
      update {facts} set text = :text, embedding = cast(:embedding as public.vector),
        turn_id = :turn, changed_at = :at
      where memory_id = :memory and user_id = :user
      """;

  private static final String REMOVE =
      "delete from {facts} where memory_id = :memory and user_id = :user";

  private static final String NOTE =
      """
      insert into {changes} (turn_id, change_index, memory_id, user_id, kind, text, previous, quote,
        changed_at)
      values (:turn, :index, :memory, :user, :kind, :text, :previous, :quote, :at)
      """;

  private final JdbcClient jdbc;
  private final LedgerTables tables;
  private final Lesson lesson;
  private final OffsetDateTime at;
  private int noted;

  FactRows(JdbcClient jdbc, LedgerTables tables, Lesson lesson) {
    this.jdbc = jdbc;
    this.tables = tables;
    this.lesson = lesson;
    this.at = lesson.completedAt().atOffset(ZoneOffset.UTC);
  }

  @Override
  public Optional<String> text(UUID memoryId) {
    return statement(TEXT, memoryId).query(String.class).optional();
  }

  @Override
  public Optional<UUID> saying(String text, Embedding embedding) {
    return jdbc
        .sql(tables.sql(CLOSEST))
        .param("user", lesson.userId())
        .param("embedding", embedding.sqlLiteral())
        .param("least", Sameness.LEAST)
        .query(KnownFact::of)
        .list()
        .stream()
        .filter(known -> known.says(text))
        .map(KnownFact::memoryId)
        .findFirst();
  }

  @Override
  public void add(UUID memoryId, String text, Embedding embedding, String quote) {
    write(ADD, memoryId, text, embedding);
    note(FactChange.Kind.ADDED, memoryId, text, null, quote);
  }

  @Override
  public void update(
      UUID memoryId, String previous, String text, Embedding embedding, String quote) {
    write(UPDATE, memoryId, text, embedding);
    note(FactChange.Kind.UPDATED, memoryId, text, previous, quote);
  }

  @Override
  public void remove(UUID memoryId, String previous, String quote) {
    statement(REMOVE, memoryId).update();
    note(FactChange.Kind.REMOVED, memoryId, null, previous, quote);
  }

  private void write(String sql, UUID memoryId, String text, Embedding embedding) {
    statement(sql, memoryId)
        .param("text", text)
        .param("embedding", embedding.sqlLiteral())
        .param("turn", lesson.source().getTurnId())
        .param("at", at)
        .update();
  }

  private void note(
      FactChange.Kind kind,
      UUID memoryId,
      @Nullable String text,
      @Nullable String previous,
      String quote) {
    statement(NOTE, memoryId)
        .param("turn", lesson.source().getTurnId())
        .param("index", noted++)
        .param("kind", ChangeRows.spelled(kind))
        .param("text", text)
        .param("previous", previous)
        .param("quote", quote)
        .param("at", at)
        .update();
  }

  private JdbcClient.StatementSpec statement(String sql, UUID memoryId) {
    return jdbc.sql(tables.sql(sql)).param("memory", memoryId).param("user", lesson.userId());
  }
}

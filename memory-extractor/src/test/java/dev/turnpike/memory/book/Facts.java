package dev.turnpike.memory.book;

import dev.turnpike.memory.MemoryDatabase;
import dev.turnpike.memory.embedding.Embedder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes facts of users as the extractor does. */
record Facts(MemoryDatabase memory) {

  static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456Z");

  /** Learned at noon and so many seconds. */
  UUID add(String user, int seconds, String text) throws InterruptedException {
    var turn = UUID.randomUUID();
    var id = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    var at = NOON.plusSeconds(seconds).atOffset(ZoneOffset.UTC);
    learned(user, turn, seconds);
    memory
        .jdbc()
        .sql(
            """
            insert into memory.facts
              (memory_id, user_id, text, embedding, turn_id, learned_at, changed_at)
            values (?, ?, ?, cast(? as public.vector), ?, ?, ?)
            """)
        .params(id, user, text, vector(text), turn, at, at)
        .update();
    change(user, turn, id, "added", text, null, seconds);
    memory
        .jdbc()
        .sql(
            """
            insert into memory.embedding_space (model, dimensions) values (?, ?)
            on conflict do nothing
            """)
        .params(Embedder.shared().space().model(), Embedder.shared().space().dimensions())
        .update();
    return id;
  }

  /** A turn at that second says otherwise. */
  void update(String user, UUID id, int seconds, String text) throws InterruptedException {
    var turn = UUID.randomUUID();
    learned(user, turn, seconds);
    var previous =
        memory
            .jdbc()
            .sql("select text from memory.facts where memory_id = ?")
            .param(id)
            .query(String.class)
            .single();
    memory
        .jdbc()
        .sql(
            """
            update memory.facts set text = ?, embedding = cast(? as public.vector), turn_id = ?,
              changed_at = ? where memory_id = ?
            """)
        .params(text, vector(text), turn, NOON.plusSeconds(seconds).atOffset(ZoneOffset.UTC), id)
        .update();
    change(user, turn, id, "updated", text, previous, seconds);
  }

  private void learned(String user, UUID turn, int offset) {
    memory
        .jdbc()
        .sql(
            "insert into memory.learned_turns values (?, ?, 'turns.completed', 3, ?, 'v1', 'sim', now())")
        .params(turn, user, offset)
        .update();
  }

  private void change(
      String user,
      UUID turn,
      UUID id,
      String kind,
      String text,
      @Nullable String previous,
      int seconds) {
    memory
        .jdbc()
        .sql(
            """
            insert into memory.changes
            values (:turn, 0, :id, :user, :kind, :text, :previous, 'I said so', :at)
            """)
        .param("turn", turn)
        .param("id", id)
        .param("user", user)
        .param("kind", kind)
        .param("text", text)
        .param("previous", previous)
        .param("at", NOON.plusSeconds(seconds).atOffset(ZoneOffset.UTC))
        .update();
  }

  private static String vector(String text) throws InterruptedException {
    return Embedder.shared().embed(text, Duration.ofSeconds(30)).sqlLiteral();
  }

  long count(String table) {
    return memory.jdbc().sql("select count(*) from memory." + table).query(Long.class).single();
  }
}

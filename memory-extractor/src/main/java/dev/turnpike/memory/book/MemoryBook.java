package dev.turnpike.memory.book;

import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.memory.embedding.EmbeddingSpace;
import dev.turnpike.memory.embedding.EmbeddingUnavailableException;
import dev.turnpike.memory.embedding.UnusableTextException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The facts about users, for the users themselves. Every method is about one user's facts and finds
 * nobody else's; all block.
 *
 * <p>While the extractor has never run there are no tables, and every method fails with a {@link
 * org.springframework.jdbc.BadSqlGrammarException}: callers decide what that means to them.
 */
public final class MemoryBook {

  private static final String LIST =
      """
      select memory_id, text, learned_at, changed_at, turn_id from memory.facts
      where user_id = :user
        and (cast(:at as timestamptz) is null or (learned_at, memory_id) < (:at, cast(:id as uuid)))
      order by learned_at desc, memory_id desc
      limit :limit
      """;

  /** The sub-select runs once: a plain cast would read the vector's text for every row. */
  private static final String SEARCH =
      """
      select memory_id, text, learned_at, changed_at, turn_id,
        1 - (embedding operator(public.<=>) (select cast(:words as public.vector))) as similarity
      from memory.facts
      where user_id = :user
      order by similarity desc, memory_id
      limit :limit
      """;

  /** None for users without facts. */
  private static final String SPACE =
      """
      select model, dimensions from memory.embedding_space
      where exists (select 1 from memory.facts where user_id = :user)
      """;

  private static final String HISTORY =
      """
      select kind, text, previous, quote, turn_id, extractor_version, changed_at
      from memory.changes left join memory.learned_turns using (turn_id)
      where memory_id = :memory and changes.user_id = :user
      order by changed_at, source_offset, change_index
      """;

  private final JdbcClient jdbc;
  private final Deletion deletion;
  private final Supplier<Embedder> embedder;

  /** Searches with the model in process, which is loaded with the first search. */
  public MemoryBook(DataSource database) {
    this(database, Embedder::shared);
  }

  /**
   * @param embedder asked for with each search that has something to find, and not before, since a
   *     model in process takes memory; always the same one
   */
  public MemoryBook(DataSource database, Supplier<Embedder> embedder) {
    this.jdbc = JdbcClient.create(database);
    this.deletion =
        new Deletion(jdbc, new TransactionTemplate(new JdbcTransactionManager(database)));
    this.embedder = embedder;
  }

  /**
   * Newest first.
   *
   * @param after where to go on; null for the begin
   */
  public MemoryPage list(String userId, int limit, @Nullable Place after) {
    var memories =
        jdbc.sql(LIST)
            .param("user", userId)
            .param("at", after == null ? null : after.learnedAt().atOffset(ZoneOffset.UTC))
            .param("id", after == null ? null : after.memoryId())
            .param("limit", limit + 1)
            .query(Rows::memory)
            .list();
    if (memories.size() <= limit) {
      return new MemoryPage(memories, null);
    }
    var last = memories.get(limit - 1);
    return new MemoryPage(memories.subList(0, limit), new Place(last.learnedAt(), last.id()));
  }

  /**
   * The facts that are most similar to some words, best first. Looks no words up for users without
   * facts.
   *
   * @param patience for the embedding of the words; the first search of a JVM loads the model
   * @throws UnusableTextException when the model refuses the words
   * @throws SearchUnavailableException when there is none in time, or it can't be compared with the
   *     facts' embeddings
   */
  public List<FoundMemory> search(String userId, String words, int limit, Duration patience)
      throws InterruptedException {
    var space = jdbc.sql(SPACE).param("user", userId).query(Rows::space).optional();
    if (space.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(SEARCH)
        .param("user", userId)
        .param("words", embedded(embedderFor(space.get()), words, patience))
        .param("limit", limit)
        .query(Rows::found)
        .list();
  }

  private Embedder embedderFor(EmbeddingSpace facts) {
    var mine = embedder.get();
    if (!facts.equals(mine.space())) {
      throw new SearchUnavailableException(
          "The facts' embeddings are of %s, this process makes those of %s: give it the extractor's settings"
              .formatted(facts, mine.space()),
          null);
    }
    return mine;
  }

  private static String embedded(Embedder embedder, String words, Duration patience)
      throws InterruptedException {
    try {
      return embedder.embed(words, patience).sqlLiteral();
    } catch (EmbeddingUnavailableException e) {
      throw new SearchUnavailableException("What is searched for can't be embedded now", e);
    }
  }

  /** How a fact came about, newest last; empty when the user has, and had, no such fact. */
  public List<PastChange> history(String userId, UUID memory) {
    return jdbc.sql(HISTORY)
        .param("user", userId)
        .param("memory", memory)
        .query(Rows::change)
        .list();
  }

  /**
   * Deletes a fact with its history. Nothing of its text stays, and what was said until now does
   * not teach it again.
   *
   * @return false when the user has no such fact
   * @throws MemoryBusyException when it can't be done now
   */
  public boolean delete(String userId, UUID memory) {
    return deletion.delete(userId, Optional.of(memory)) > 0;
  }

  /**
   * Likewise all facts of a user.
   *
   * @return how many there were, those included that had been removed already
   */
  public int deleteAll(String userId) {
    return deletion.delete(userId, Optional.empty());
  }
}

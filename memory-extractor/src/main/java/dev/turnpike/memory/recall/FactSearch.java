package dev.turnpike.memory.recall;

import dev.turnpike.memory.embedding.Embedding;
import dev.turnpike.memory.embedding.EmbeddingSpace;
import dev.turnpike.memory.embedding.StoredSpace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds a user's facts by exact scan: for up to some ten thousand facts of one user that is faster
 * than an approximate index, and misses nothing.
 */
final class FactSearch {

  /**
   * Both sub-selects run once: the first reads the vector's text, which a plain cast would do for
   * every row; a window function in place of the second would carry all vectors along.
   */
  private static final String SQL =
      """
      select memory_id, text, learned_at,
        1 - (embedding operator(public.<=>) (select cast(:message as public.vector))) as similarity,
        (select count(*) from memory.facts where user_id = :user) as total
      from memory.facts
      where user_id = :user
        and not exists (
          select 1 from memory.embedding_space where model <> :model or dimensions <> :dimensions)
      order by similarity desc
      limit :limit
      """;

  private final JdbcClient jdbc;
  private final StoredSpace stored;
  private final EmbeddingSpace space;
  private final RecallSettings settings;

  /**
   * @param space of the messages' vectors
   */
  FactSearch(DataSource database, EmbeddingSpace space, RecallSettings settings) {
    this.jdbc = JdbcClient.create(database);
    this.stored = new StoredSpace(jdbc);
    this.space = space;
    this.settings = settings;
  }

  /**
   * Best first.
   *
   * @throws OtherSpaceException when the facts' vectors were made by another model meanwhile
   */
  List<RecalledFact> search(String userId, Embedding message) {
    var found =
        jdbc.sql(SQL)
            .param("user", userId)
            .param("message", message.sqlLiteral())
            .param("model", space.model())
            .param("dimensions", space.dimensions())
            .param("limit", Math.max(settings.allUpTo(), settings.most()))
            .query(Found::of)
            .list();
    if (found.isEmpty()) {
      requireSpace();
    }
    boolean few = found.stream().allMatch(f -> f.total() <= settings.allUpTo());
    var facts = found.stream().map(Found::fact);
    return few ? facts.toList() : facts.filter(this::isClose).limit(settings.most()).toList();
  }

  private void requireSpace() {
    if (!stored.read().orElse(space).equals(space)) {
      throw new OtherSpaceException();
    }
  }

  private boolean isClose(RecalledFact fact) {
    return fact.similarity() >= settings.threshold();
  }

  /** Only a restart with the settings of those vectors helps. */
  static final class OtherSpaceException extends RuntimeException {}

  /** A row: the fact, and how many the user has. */
  private record Found(RecalledFact fact, long total) {
    static Found of(ResultSet row, int index) throws SQLException {
      return new Found(
          new RecalledFact(
              row.getObject("memory_id", UUID.class),
              row.getString("text"),
              row.getDouble("similarity"),
              row.getObject("learned_at", OffsetDateTime.class).toInstant()),
          row.getLong("total"));
    }
  }
}

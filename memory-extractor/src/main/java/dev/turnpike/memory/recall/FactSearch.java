package dev.turnpike.memory.recall;

import dev.turnpike.memory.embedding.Embedding;
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
      order by similarity desc
      limit :limit
      """;

  private final JdbcClient jdbc;
  private final RecallSettings settings;

  FactSearch(DataSource database, RecallSettings settings) {
    this.jdbc = JdbcClient.create(database);
    this.settings = settings;
  }

  /** Best first. */
  List<RecalledFact> search(String userId, Embedding message) {
    var found =
        jdbc.sql(SQL)
            .param("user", userId)
            .param("message", message.sqlLiteral())
            .param("limit", Math.max(settings.allUpTo(), settings.most()))
            .query(Found::of)
            .list();
    boolean few = found.stream().allMatch(f -> f.total() <= settings.allUpTo());
    var facts = found.stream().map(Found::fact);
    return few ? facts.toList() : facts.filter(this::isClose).limit(settings.most()).toList();
  }

  private boolean isClose(RecalledFact fact) {
    return fact.similarity() >= settings.threshold();
  }

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

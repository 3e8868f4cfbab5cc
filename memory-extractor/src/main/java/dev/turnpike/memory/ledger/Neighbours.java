package dev.turnpike.memory.ledger;

import dev.turnpike.memory.embedding.Embedding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is known of a user that may have to do with something new. */
final class Neighbours {

  /** Whose facts are so few is given all of them: what contradicts need not be similar. */
  static final int ALL_UP_TO = 10;

  static final int MOST = 5;
  static final double LEAST = 0.35;

  private static final String SQL =
      """
      select memory_id, text,
        1 - (embedding operator(public.<=>) (select cast(:text as public.vector))) as similarity,
        (select count(*) from {facts} where user_id = :user) as total
      from {facts}
      where user_id = :user
      order by similarity desc, learned_at, memory_id
      limit :limit
      """;

  private final JdbcClient jdbc;
  private final LedgerTables tables;

  Neighbours(JdbcClient jdbc, LedgerTables tables) {
    this.jdbc = jdbc;
    this.tables = tables;
  }

  /** Best first. */
  List<KnownFact> of(String userId, Embedding text) {
    var found =
        jdbc.sql(tables.sql(SQL))
            .param("user", userId)
            .param("text", text.sqlLiteral())
            .param("limit", Math.max(ALL_UP_TO, MOST))
            .query(Found::of)
            .list();
    var facts = found.stream().map(Found::fact);
    return found.isEmpty() || found.getFirst().total() <= ALL_UP_TO
        ? facts.toList()
        : facts.filter(fact -> fact.similarity() >= LEAST).limit(MOST).toList();
  }

  /** A row: the fact, and how many the user has. */
  private record Found(KnownFact fact, long total) {
    static Found of(ResultSet row, int index) throws SQLException {
      return new Found(KnownFact.of(row, index), row.getLong("total"));
    }
  }
}

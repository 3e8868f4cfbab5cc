package dev.turnpike.memory.ledger;

import dev.turnpike.memory.embedding.EmbeddingSpace;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sees to it that vectors of two models never meet: their similarities would mean nothing. */
final class SpaceCheck {

  private final JdbcClient jdbc;

  SpaceCheck(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @throws MemoryClosedException when the facts' vectors are of another space
   */
  void check(EmbeddingSpace ours) {
    jdbc.sql("select model, dimensions from memory.embedding_space")
        .query((row, _) -> new EmbeddingSpace(row.getString("model"), row.getInt("dimensions")))
        .optional()
        .filter(kept -> !kept.equals(ours))
        .ifPresent(
            kept -> {
              throw MemoryClosedException.otherSpace(kept, ours);
            });
  }

  /** As {@link #check}; the first to learn anything says which space it is. */
  void claim(EmbeddingSpace ours) {
    jdbc.sql(
            """
            insert into memory.embedding_space (model, dimensions) values (:model, :dimensions)
            on conflict do nothing
            """)
        .param("model", ours.model())
        .param("dimensions", ours.dimensions())
        .update();
    check(ours);
  }
}

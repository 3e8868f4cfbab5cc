package dev.turnpike.memory.rebuild;

import dev.turnpike.memory.embedding.EmbeddingSpace;
import dev.turnpike.platform.turns.CompletedLog;
import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a rebuild works with.
 *
 * @param extractor the version that facts are learned with
 * @param model that extracts them
 * @param space that their vectors will belong to
 */
record RebuildParts(
    DataSource database,
    CompletedLog log,
    Relearning relearning,
    Kept kept,
    Scope scope,
    String extractor,
    String model,
    EmbeddingSpace space,
    MeterRegistry meters) {

  private static final String TABLES = "select to_regclass('memory.shadow_changes') is not null";
  private static final String SPACES =
      "select count(*) from memory.embedding_space where (model, dimensions) <> (:model, :dimensions)";

  /**
   * @throws RebuildRefusal when the database is not ready for a rebuild
   */
  void requireTables() {
    var jdbc = JdbcClient.create(database);
    if (!jdbc.sql(TABLES).query(Boolean.class).single()) {
      throw new RebuildRefusal(
          "The database has no tables for a rebuild: start memory-extractor of this version once.");
    }
    requireSpace(jdbc);
  }

  /** Also right before the exchange: somebody may have made all vectors anew meanwhile. */
  void requireSpace(JdbcClient jdbc) {
    int others =
        jdbc.sql(SPACES)
            .param("model", space.model())
            .param("dimensions", space.dimensions())
            .query(Integer.class)
            .single();
    if (others > 0) {
      throw new RebuildRefusal(
          "The facts' vectors are of another embedding model than %s: configure theirs, or run ./turnpike memory re-embed first."
              .formatted(space));
    }
  }

  Shadow shadow() {
    return shadow(JdbcClient.create(database));
  }

  /** On a transaction's connection. */
  Shadow shadow(JdbcClient jdbc) {
    return new Shadow(jdbc, scope);
  }
}

package dev.turnpike.memory.embedding;

import dev.turnpike.platform.StartRefused;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which space the stored vectors belong to. Those of another can't be compared with them, though
 * they may have the same length.
 */
public final class StoredSpace {

  private final JdbcClient jdbc;

  public StoredSpace(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Empty while there has been no fact, or no memory extractor has made its tables. */
  public Optional<EmbeddingSpace> read() {
    boolean isThere =
        jdbc.sql("select to_regclass('memory.embedding_space') is not null")
            .query(Boolean.class)
            .single();
    return isThere
        ? jdbc.sql("select model, dimensions from memory.embedding_space")
            .query((row, _) -> new EmbeddingSpace(row.getString(1), row.getInt(2)))
            .optional()
        : Optional.empty();
  }

  /**
   * @throws StartRefused when the vectors are of another space than the configured one
   */
  public void require(EmbeddingSpace configured) {
    var stored = read();
    if (stored.isPresent() && !stored.get().equals(configured)) {
      throw new StartRefused(
          "The memories' vectors were made by %s, but EMBEDDINGS_URL, EMBEDDINGS_MODEL and EMBEDDINGS_DIMENSIONS say %s: run \"./turnpike memory re-embed\" with these settings to make all vectors anew, or set them back%s."
              .formatted(
                  stored.get(),
                  configured,
                  stored.get().equals(MiniLm.SPACE) ? " by leaving all three out" : ""));
    }
  }
}

package dev.turnpike.memory.embedding;

import java.time.Duration;

/** Turns texts into vectors of one {@link EmbeddingSpace}. Thread-safe. */
public interface Embedder {

  /** The one that works in this process; the first call begins to load its model. */
  static Embedder shared() {
    return InProcessEmbedder.shared();
  }

  /**
   * The vector of a text, of unit length.
   *
   * @param patience from the call to the vector, the loading of the model included
   * @throws EmbeddingUnavailableException when there is none in time
   */
  Embedding embed(String text, Duration patience) throws InterruptedException;

  /** Where its vectors belong. */
  EmbeddingSpace space();

  /** How many texts are worked on at once. */
  int threads();

  /** True when it will never give a vector again in this process. */
  boolean broken();
}

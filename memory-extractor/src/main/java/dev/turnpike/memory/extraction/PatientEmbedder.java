package dev.turnpike.memory.extraction;

import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.memory.embedding.Embedding;
import dev.turnpike.memory.embedding.EmbeddingSpace;
import dev.turnpike.memory.embedding.TracedEmbedding;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Embeds for those who have time, and leaves the embedder's queue to those who recall. */
final class PatientEmbedder {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Embedder embedder;
  private final Semaphore turns;

  PatientEmbedder(Embedder embedder) {
    this.embedder = embedder;
    this.turns = new Semaphore(embedder.threads());
  }

  EmbeddingSpace space() {
    return embedder.space();
  }

  Embedding embed(String text) throws InterruptedException {
    turns.acquire();
    try {
      return TracedEmbedding.of(embedder, text, PATIENCE);
    } finally {
      turns.release();
    }
  }
}

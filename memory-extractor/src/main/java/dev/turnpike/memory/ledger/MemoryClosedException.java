package dev.turnpike.memory.ledger;

import dev.turnpike.keyed.Outages;
import dev.turnpike.memory.embedding.EmbeddingSpace;

/** Nothing can be learned now. It says nothing about the turn, so workers wait it out. */
public final class MemoryClosedException extends RuntimeException implements Outages.Outage {

  private MemoryClosedException(String message) {
    super(message);
  }

  static MemoryClosedException exchanged() {
    return new MemoryClosedException("The memory is being exchanged; learning waits until it is.");
  }

  static MemoryClosedException otherSpace(EmbeddingSpace kept, EmbeddingSpace ours) {
    return new MemoryClosedException(
        "The facts are embedded with %s (%d dimensions), and this extractor embeds with %s (%d): configure the former, or re-embed with \"./turnpike memory re-embed\"."
            .formatted(kept.model(), kept.dimensions(), ours.model(), ours.dimensions()));
  }
}

package dev.turnpike.memory.ledger;

import dev.turnpike.memory.embedding.Embedding;
import java.util.UUID;

/** One thing that a turn taught, and what it means for what was known then. */
public sealed interface Teaching {

  /** Its place in the model's answer; names a fact that is added, together with the turn. */
  int index();

  /** The user's own words that say so. */
  String quote();

  /** Something new. */
  record Add(int index, String text, Embedding embedding, String quote) implements Teaching {}

  /** A known fact is now otherwise. */
  record Update(int index, UUID memoryId, String text, Embedding embedding, String quote)
      implements Teaching {}

  /** A known fact is no longer so. */
  record Remove(int index, UUID memoryId, String quote) implements Teaching {}
}

package dev.turnpike.memory.ledger;

import dev.turnpike.events.Provenance;
import dev.turnpike.memory.embedding.EmbeddingSpace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What one turn taught.
 *
 * @param source the turn, where it was read, and the extractor's version
 * @param acceptedAt when the turn was
 * @param completedAt when the turn was, in whole microseconds, as the database and the log keep it;
 *     the time of all that it changes, so that who learns it again gets the same
 * @param model that extracted the facts
 * @param space of all embeddings
 */
public record Lesson(
    String userId,
    Provenance source,
    Instant acceptedAt,
    Instant completedAt,
    String model,
    EmbeddingSpace space,
    List<Teaching> teachings) {

  public Lesson {
    completedAt = completedAt.truncatedTo(ChronoUnit.MICROS);
    teachings = List.copyOf(teachings);
  }
}

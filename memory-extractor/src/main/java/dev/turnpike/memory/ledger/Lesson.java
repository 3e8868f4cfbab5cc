package dev.turnpike.memory.ledger;

import dev.turnpike.events.Provenance;
import dev.turnpike.memory.embedding.Embedding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What one turn taught.
 *
 * @param source the turn, where it was read, and the extractor's version
 * @param acceptedAt when the turn was
 * @param model that extracted the facts
 * @param learnedAt whole microseconds, as the database and the log keep it
 */
public record Lesson(
    String userId,
    Provenance source,
    Instant acceptedAt,
    String model,
    Instant learnedAt,
    List<Fact> facts) {

  /**
   * One of its facts.
   *
   * @param index its place in the model's answer; names it together with the turn
   */
  public record Fact(int index, String text, Embedding embedding) {}

  public Lesson {
    learnedAt = learnedAt.truncatedTo(ChronoUnit.MICROS);
    facts = List.copyOf(facts);
  }
}

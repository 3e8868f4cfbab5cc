package dev.turnpike.memory.ledger;

import dev.turnpike.events.Provenance;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a turn changed what is known.
 *
 * @param text the fact from then on; null when it was removed
 * @param previous the fact until then; null when it was added
 * @param quote the user's own words that say so
 * @param changedAt when the turn was completed
 */
public record FactChange(
    UUID memoryId,
    String userId,
    Kind kind,
    @Nullable String text,
    @Nullable String previous,
    String quote,
    Instant changedAt,
    Provenance provenance) {

  /** As the database spells them, in lower case. */
  public enum Kind {
    ADDED,
    UPDATED,
    REMOVED
  }

  public FactChange {
    if ((text == null) != (kind == Kind.REMOVED) || (previous == null) != (kind == Kind.ADDED)) {
      throw new IllegalArgumentException(
          "The change of the memory %s has %s text and %s previous one, which does not go with %s"
              .formatted(memoryId, text == null ? "no" : "a", previous == null ? "no" : "a", kind));
    }
  }
}

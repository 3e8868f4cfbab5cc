package dev.turnpike.memory.book;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step in the history of a fact.
 *
 * @param text the fact from then on; null when it was removed
 * @param previous the fact until then; null when it was added
 * @param quote the user's own words that say so; empty for facts that were learned before quotes
 *     were kept
 * @param turnId the turn that they were said in
 * @param extractorVersion null when it is not known any more
 * @param changedAt when the turn ended
 */
public record PastChange(
    Kind kind,
    @Nullable String text,
    @Nullable String previous,
    String quote,
    UUID turnId,
    @Nullable String extractorVersion,
    Instant changedAt) {

  /** What happened to the fact. */
  public enum Kind {
    ADDED,
    UPDATED,
    REMOVED
  }
}

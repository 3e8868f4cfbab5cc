package dev.turnpike.ingress.memories;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnpike.memory.book.PastChange;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a fact came about.
 *
 * @param changes newest last
 */
record MemoryHistoryView(List<Change> changes) {
  static MemoryHistoryView of(List<PastChange> changes) {
    return new MemoryHistoryView(changes.stream().map(Change::of).toList());
  }

  /**
   * One step.
   *
   * @param kind added, updated or removed
   * @param text the fact from then on
   * @param previous the fact until then
   * @param quote the user's own words that say so
   */
  record Change(
      String kind,
      @Nullable String text,
      @Nullable String previous,
      String quote,
      @JsonProperty("turn_id") UUID turnId,
      @JsonProperty("extractor_version") @Nullable String extractorVersion,
      @JsonProperty("changed_at") Instant changedAt) {
    static Change of(PastChange change) {
      return new Change(
          change.kind().name().toLowerCase(Locale.ROOT),
          change.text(),
          change.previous(),
          change.quote(),
          change.turnId(),
          change.extractorVersion(),
          change.changedAt());
    }
  }
}

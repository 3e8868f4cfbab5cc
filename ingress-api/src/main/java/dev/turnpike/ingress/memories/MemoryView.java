package dev.turnpike.ingress.memories;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnpike.memory.book.FoundMemory;
import dev.turnpike.memory.book.Memory;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact as its user sees it.
 *
 * @param turnId the turn that gave it its present text
 * @param similarity to what was searched for, -1 to 1; left out in lists
 */
record MemoryView(
    UUID id,
    String text,
    @JsonProperty("learned_at") Instant learnedAt,
    @JsonProperty("changed_at") Instant changedAt,
    @JsonProperty("turn_id") UUID turnId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double similarity) {
  static MemoryView of(Memory memory) {
    return of(memory, null);
  }

  static MemoryView of(FoundMemory found) {
    return of(found.memory(), found.similarity());
  }

  private static MemoryView of(Memory memory, @Nullable Double similarity) {
    return new MemoryView(
        memory.id(),
        memory.text(),
        memory.learnedAt(),
        memory.changedAt(),
        memory.turnId(),
        similarity);
  }
}

package dev.turnpike.memory.book;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a user's facts, newest first.
 *
 * @param next where the next page begins; null when this is the last one
 */
public record MemoryPage(List<Memory> memories, @Nullable Place next) {

  public MemoryPage {
    memories = List.copyOf(memories);
  }
}

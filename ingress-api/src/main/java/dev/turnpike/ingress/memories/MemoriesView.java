package dev.turnpike.ingress.memories;

import dev.turnpike.memory.book.FoundMemory;
import dev.turnpike.memory.book.MemoryPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Facts of a user.
 *
 * @param next where the next page begins; null when there is none
 */
record MemoriesView(List<MemoryView> memories, @Nullable String next) {
  static MemoriesView of(MemoryPage page) {
    return new MemoriesView(
        page.memories().stream().map(MemoryView::of).toList(),
        page.next() == null ? null : page.next().text());
  }

  static MemoriesView of(List<FoundMemory> found) {
    return new MemoriesView(found.stream().map(MemoryView::of).toList(), null);
  }
}

package dev.turnpike.ingress.memories;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.views.ForeignViews;
import dev.turnpike.memory.book.FoundMemory;
import dev.turnpike.memory.book.MemoryBook;
import dev.turnpike.memory.book.MemoryBusyException;
import dev.turnpike.memory.book.MemoryPage;
import dev.turnpike.memory.book.PastChange;
import dev.turnpike.memory.book.Place;
import dev.turnpike.memory.book.SearchUnavailableException;
import dev.turnpike.memory.embedding.UnusableTextException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The facts about the users. What is not the user's is not found. Blocks. */
@Component
class Memories {
  private static final Logger log = LoggerFactory.getLogger(Memories.class);

  /** The first search of a node loads the embedding model, in a second or two. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final MemoryBook book;

  Memories(MemoryBook book) {
    this.book = book;
  }

  /** Newest first; none while the service that has them never ran. */
  MemoryPage list(String userId, int limit, @Nullable Place after) {
    return ForeignViews.rows(() -> List.of(book.list(userId, limit, after))).stream()
        .findFirst()
        .orElse(new MemoryPage(List.of(), null));
  }

  /**
   * Best first.
   *
   * @throws Problem 503 when nothing can be searched for now
   */
  List<FoundMemory> search(String userId, String words, int limit) {
    return ForeignViews.rows(
        () -> {
          try {
            return book.search(userId, words, limit, PATIENCE);
          } catch (UnusableTextException e) {
            throw Problem.invalid("q", "is nothing that can be searched for");
          } catch (SearchUnavailableException e) {
            log.atWarn().addKeyValue("failure", e.getMessage()).log("No search of memories");
            throw searchUnavailable();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw searchUnavailable();
          }
        });
  }

  /** Newest last. */
  List<PastChange> history(String userId, String id) {
    return parsed(id)
        .map(memory -> ForeignViews.rows(() -> book.history(userId, memory)))
        .filter(changes -> !changes.isEmpty())
        .orElseThrow(Memories::notFound);
  }

  void delete(String userId, String id) {
    UUID memory = parsed(id).orElseThrow(Memories::notFound);
    if (!unlessBusy(() -> book.delete(userId, memory))) {
      throw notFound();
    }
  }

  /** How many there were. */
  int deleteAll(String userId) {
    return unlessBusy(() -> book.deleteAll(userId));
  }

  private static <T> T unlessBusy(Supplier<T> deletion) {
    try {
      return deletion.get();
    } catch (MemoryBusyException e) {
      throw Problem.unavailable(
          "busy", "The memories are being worked on and can't be changed now: try again soon.");
    }
  }

  /** Empty for what is no id as it is told: others are not found either. */
  private static Optional<UUID> parsed(String id) {
    try {
      return Optional.of(UUID.fromString(id)).filter(uuid -> uuid.toString().equals(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Problem notFound() {
    return Problem.notFound("memory_id", "There is no such memory.");
  }

  private static Problem searchUnavailable() {
    return Problem.unavailable(
        "search_unavailable", "Memories can't be searched now: try again in a moment.");
  }
}

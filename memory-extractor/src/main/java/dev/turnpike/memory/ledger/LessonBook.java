package dev.turnpike.memory.ledger;

import dev.turnpike.memory.embedding.Embedding;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Writes one lesson into a user's facts.
 *
 * <p>A fact is changed by a lesson once. If one that the lesson rests on is gone, the facts were
 * exchanged since the lesson was drawn up: then it has to be drawn up anew. Invariant: what is
 * known is never said twice.
 */
final class LessonBook {

  /** A user's facts, under the user's lock. */
  interface Facts {

    Optional<String> text(UUID memoryId);

    /** A fact that says the same as a text. */
    Optional<UUID> saying(String text, Embedding embedding);

    void add(UUID memoryId, String text, Embedding embedding, String quote);

    void update(UUID memoryId, String previous, String text, Embedding embedding, String quote);

    void remove(UUID memoryId, String previous, String quote);
  }

  private final Lesson lesson;
  private final Facts facts;
  private final Set<UUID> changed = new HashSet<>();

  LessonBook(Lesson lesson, Facts facts) {
    this.lesson = lesson;
    this.facts = facts;
  }

  /**
   * @throws MemoryClosedException when the facts are not those any more that the lesson rests on
   */
  void write() {
    for (Teaching teaching : lesson.teachings()) {
      switch (teaching) {
        case Teaching.Add add -> add(add);
        case Teaching.Update update -> update(update);
        case Teaching.Remove remove -> remove(remove.memoryId(), remove.quote());
      }
    }
  }

  private void add(Teaching.Add fact) {
    var id = memoryId(lesson.source().getTurnId(), fact.index());
    if (facts.text(id).isEmpty() && facts.saying(fact.text(), fact.embedding()).isEmpty()) {
      facts.add(id, fact.text(), fact.embedding(), fact.quote());
      changed.add(id);
    }
  }

  private void update(Teaching.Update fact) {
    var previous = unchanged(fact.memoryId());
    if (previous.isEmpty()) {
      return;
    }
    var saying = facts.saying(fact.text(), fact.embedding());
    if (saying.isEmpty() || saying.get().equals(fact.memoryId())) {
      if (!previous.get().equals(fact.text())) {
        facts.update(fact.memoryId(), previous.get(), fact.text(), fact.embedding(), fact.quote());
        changed.add(fact.memoryId());
      }
    } else { // another fact says it already: what is left of this one is that it is no longer so
      remove(fact.memoryId(), fact.quote());
    }
  }

  private void remove(UUID memoryId, String quote) {
    unchanged(memoryId)
        .ifPresent(
            previous -> {
              facts.remove(memoryId, previous, quote);
              changed.add(memoryId);
            });
  }

  /** Empty when this lesson has changed it already. */
  private Optional<String> unchanged(UUID memoryId) {
    return changed.contains(memoryId)
        ? Optional.empty()
        : Optional.of(facts.text(memoryId).orElseThrow(MemoryClosedException::exchanged));
  }

  /** The same for the same fact of the same turn, wherever and whenever it is made. */
  static UUID memoryId(UUID turn, int index) {
    return UUID.nameUUIDFromBytes(
        "memory/%s/%d".formatted(turn, index).getBytes(StandardCharsets.UTF_8));
  }
}

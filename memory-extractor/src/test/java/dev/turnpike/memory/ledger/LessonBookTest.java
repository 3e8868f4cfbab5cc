package dev.turnpike.memory.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.events.Provenance;
import dev.turnpike.memory.MemoryDatabase;
import dev.turnpike.memory.embedding.Embedding;
import dev.turnpike.memory.embedding.EmbeddingSpace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any lessons, about facts that are there, were there, or never were. */
class LessonBookTest {

  private static final int TURNS = 6;

  /** What a test may teach: the turn and index of the fact that it is about, and a text. */
  record Taught(char kind, int turn, int index, String text) {}

  @Property
  void historyTellsHowTheFactsCameAboutAndNothingIsSaidTwice(
      @ForAll("lessons") List<List<Taught>> lessons) {
    var facts = new RecordedFacts();
    for (int turn = 0; turn < lessons.size(); turn++) {
      new LessonBook(lesson(turn, known(lessons.get(turn), facts)), facts).write();

      assertThat(facts.texts.values()).doesNotHaveDuplicates();
      assertThat(facts.replayed()).isEqualTo(facts.texts);
    }
  }

  @Property
  void aLessonChangesAMemoryAtMostOnce(@ForAll("lessons") List<List<Taught>> lessons) {
    var facts = new RecordedFacts();
    for (int turn = 0; turn < lessons.size(); turn++) {
      int before = facts.history.size();
      new LessonBook(lesson(turn, known(lessons.get(turn), facts)), facts).write();

      assertThat(facts.history.subList(before, facts.history.size()))
          .extracting(Written::memory)
          .doesNotHaveDuplicates();
    }
  }

  @Property
  void aLessonThatRestsOnWhatIsGoneIsRefused(@ForAll("lessons") List<List<Taught>> lessons) {
    var taught = lessons.getFirst().stream().filter(t -> t.kind() != 'a').toList();
    Assume.that(!taught.isEmpty());

    assertThatThrownBy(() -> new LessonBook(lesson(0, taught), new RecordedFacts()).write())
        .isInstanceOf(MemoryClosedException.class);
  }

  @Provide
  Arbitrary<List<List<Taught>>> lessons() {
    Arbitrary<Taught> taught =
        Combinators.combine(
                Arbitraries.of('a', 'a', 'u', 'u', 'r'),
                Arbitraries.integers().between(0, TURNS - 1),
                Arbitraries.integers().between(0, 3),
                Arbitraries.of("tea", "coffee", "Paris", "Lyon", "a dog"))
            .as(Taught::new);
    return taught.list().ofMaxSize(4).list().ofSize(TURNS);
  }

  private static Lesson lesson(int turn, List<Taught> taught) {
    var teachings = new ArrayList<Teaching>();
    for (int i = 0; i < taught.size(); i++) {
      teachings.add(teaching(i, taught.get(i)));
    }
    var now = Instant.EPOCH;
    return new Lesson(
        "ada",
        new Provenance(turn(turn), "turns.completed", 0, (long) turn, "1-0"),
        now,
        now,
        "sim",
        new EmbeddingSpace("none", 1),
        teachings);
  }

  /** Without what is about facts that are not there. */
  private static List<Taught> known(List<Taught> taught, RecordedFacts facts) {
    return taught.stream()
        .filter(t -> t.kind() == 'a' || facts.texts.containsKey(memory(t)))
        .toList();
  }

  private static UUID memory(Taught taught) {
    return LessonBook.memoryId(turn(taught.turn()), taught.index());
  }

  private static Teaching teaching(int index, Taught taught) {
    var memory = memory(taught);
    return switch (taught.kind()) {
      case 'a' -> new Teaching.Add(index, taught.text(), NOWHERE, "said");
      case 'u' -> new Teaching.Update(index, memory, taught.text(), NOWHERE, "said");
      default -> new Teaching.Remove(index, memory, "said");
    };
  }

  private static UUID turn(int number) {
    return new UUID(0, number);
  }

  /** Not looked at by facts that are the same when their texts are. */
  private static final Embedding NOWHERE = MemoryDatabase.embedding("nowhere");

  private record Written(UUID memory, Optional<String> previous, Optional<String> text) {}

  private static final class RecordedFacts implements LessonBook.Facts {
    final Map<UUID, String> texts = new LinkedHashMap<>();
    final List<Written> history = new ArrayList<>();

    @Override
    public Optional<String> text(UUID memoryId) {
      return Optional.ofNullable(texts.get(memoryId));
    }

    @Override
    public Optional<UUID> saying(String text, Embedding embedding) {
      return texts.entrySet().stream()
          .filter(fact -> fact.getValue().equals(text))
          .map(Map.Entry::getKey)
          .findFirst();
    }

    @Override
    public void add(UUID memoryId, String text, Embedding embedding, String quote) {
      assertThat(texts.put(memoryId, text)).isNull();
      history.add(new Written(memoryId, Optional.empty(), Optional.of(text)));
    }

    @Override
    public void update(
        UUID memoryId, String previous, String text, Embedding embedding, String quote) {
      assertThat(texts.put(memoryId, text)).isEqualTo(previous).isNotEqualTo(text);
      history.add(new Written(memoryId, Optional.of(previous), Optional.of(text)));
    }

    @Override
    public void remove(UUID memoryId, String previous, String quote) {
      assertThat(texts.remove(memoryId)).isEqualTo(previous);
      history.add(new Written(memoryId, Optional.of(previous), Optional.empty()));
    }

    /** The facts as somebody has them who has only read the history. */
    Map<UUID, String> replayed() {
      var replayed = new LinkedHashMap<UUID, String>();
      for (Written written : history) {
        assertThat(Optional.ofNullable(replayed.get(written.memory())))
            .isEqualTo(written.previous());
        written
            .text()
            .ifPresentOrElse(
                text -> replayed.put(written.memory(), text),
                () -> replayed.remove(written.memory()));
      }
      return replayed;
    }
  }
}

package dev.turnpike.memory.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.events.Provenance;
import dev.turnpike.keyed.Outages;
import dev.turnpike.memory.MemoryDatabase;
import dev.turnpike.memory.embedding.Embedder;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryLedgerTest {

  private final MemoryDatabase memory = MemoryDatabase.emptied();
  private final UUID turn = UUID.randomUUID();
  private final String user = "user-" + turn;

  @BeforeEach
  void nothingIsKnown() {
    assertThat(memory.ledger().learnedFrom(turn)).isEmpty();
    assertThat(knownUsers()).isEmpty();
  }

  @Test
  void whatWasLearnedIsReadBackTheSame() {
    var learned = memory.learn(user, turn, "The user's name is Ada.", "The user lives in Paris.");

    assertThat(learned)
        .extracting(FactChange::text)
        .containsExactly("The user's name is Ada.", "The user lives in Paris.");
    assertThat(learned.getFirst().changedAt()).isEqualTo("2026-01-02T03:04:05.123456Z");
    assertThat(learned.getFirst().provenance().getOffset()).isEqualTo(42);
    assertThat(memory.ledger().learnedFrom(turn)).contains(learned);
    assertThat(knownUsers()).isEqualTo(List.of(user));
  }

  @Test
  void aTurnIsLearnedFromOnce() {
    var learned = memory.learn(user, turn, "The user lives in Paris.");

    assertThat(memory.learn(user, turn, "The user has a dog.", "The user likes tea."))
        .isEqualTo(learned);
  }

  @Test
  void aTurnWithoutFactsIsLearnedFromToo() {
    assertThat(memory.learn(user, turn)).isEmpty();

    assertThat(memory.ledger().learnedFrom(turn)).contains(List.of());
    assertThat(knownUsers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The user lives in Paris. | the user lives in paris          | false
          The user lives in Paris. | The user lives in London.        | true
          The user was born in 1985. | The user was born in 1986.     | true
          The user was born in 1985. | The user was born in 1985      | false
          The user likes tea.      | The user does not like tea.      | true
          """)
  void onlyWhatIsNotKnownIsAdded(String known, String told, boolean added) {
    memory.learn(user, turn, known);

    assertThat(memory.learn(user, UUID.randomUUID(), told)).hasSize(added ? 1 : 0);
    assertThat(memory.learn("somebody else", UUID.randomUUID(), told)).hasSize(1);
  }

  @Test
  void oneTurnAddsTheSameOnce() {
    assertThat(memory.learn(user, turn, "The user likes tea.", "The user likes tea.")).hasSize(1);
  }

  @Test
  void workersAtTheSameTimeAddAFactOnce() throws Exception {
    var lessons =
        IntStream.range(0, 8)
            .mapToObj(i -> MemoryDatabase.lesson(user, UUID.randomUUID(), "The user likes tea."))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var learning =
          threads.invokeAll(
              lessons.stream()
                  .<Callable<List<FactChange>>>map(l -> () -> memory.ledger().learn(l).changes())
                  .toList());
      int added = 0;
      for (var each : learning) {
        added += each.get().size();
      }
      assertThat(added).isEqualTo(1);
    }
  }

  @Test
  void aLessonThatFailsLeavesNothing() {
    assertThatThrownBy(() -> memory.learn(user, turn, "The user likes tea.", "nul \u0000"));

    assertThat(memory.ledger().learnedFrom(turn)).isEmpty();
    assertThat(knownUsers()).isEmpty();
  }

  @Test
  void aFactThatIsUpdatedKeepsItsNameAndItsBeginAndCitesTheTurnThatDid() {
    var added = memory.learn(user, turn, "The user lives in Paris.").getFirst();
    var later = UUID.randomUUID();

    var updated =
        memory.learn(user, later, List.of(update(0, added.memoryId(), "The user lives in Lyon.")));

    assertThat(updated)
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.kind()).isEqualTo(FactChange.Kind.UPDATED);
              assertThat(change.memoryId()).isEqualTo(added.memoryId());
              assertThat(change.text()).isEqualTo("The user lives in Lyon.");
              assertThat(change.previous()).isEqualTo("The user lives in Paris.");
              assertThat(change.quote()).isEqualTo("I said: The user lives in Lyon.");
              assertThat(change.provenance().getTurnId()).isEqualTo(later);
            });
    assertThat(memory.jdbc().sql("select text, turn_id from memory.facts").query().singleRow())
        .containsEntry("text", "The user lives in Lyon.")
        .containsEntry("turn_id", later);
    assertThat(memory.ledger().learnedFrom(turn)).contains(List.of(added));
    assertThat(near("The user lives in Lyon.").getFirst().similarity()).isGreaterThan(0.99);
  }

  @Test
  void whatATurnChangedIsNotTheLastWordWhenItIsInTheLogTwice() {
    var added = memory.learn(user, turn, "The user lives in Paris.", "The user has a dog.");
    var moved = UUID.randomUUID();
    var sold = UUID.randomUUID();
    memory.learn(
        user, moved, List.of(update(0, added.getFirst().memoryId(), "The user lives in Lyon.")));
    memory.learn(user, sold, List.of(new Teaching.Remove(0, added.get(1).memoryId(), "sold")));

    again(moved, 43);
    again(sold, 43);
    assertThat(announced()).as("nothing has changed since").isEmpty();
    again(turn, 42);
    assertThat(announced()).as("the same record, so the others come again too").isEmpty();

    again(turn, 43);
    again(turn, 43);
    assertThat(announced())
        .containsExactlyInAnyOrder(added.getFirst().memoryId(), added.get(1).memoryId());
  }

  private void again(UUID which, long offset) {
    memory
        .ledger()
        .announceWhatChangedSince(new Provenance(which, "turns.completed", 3, offset, "1-x"));
  }

  private List<UUID> announced() {
    return memory
        .jdbc()
        .sql("select memory_id from memory.announcements")
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  @Test
  void whatIsRemovedIsGoneAndItsHistoryStays() {
    var added = memory.learn(user, turn, "The user plays chess.").getFirst();

    var removed =
        memory.learn(
            user, UUID.randomUUID(), List.of(new Teaching.Remove(0, added.memoryId(), "no more")));

    assertThat(removed).extracting(FactChange::kind).containsExactly(FactChange.Kind.REMOVED);
    assertThat(removed.getFirst().previous()).isEqualTo("The user plays chess.");
    assertThat(knownUsers()).isEmpty();
    assertThat(memory.jdbc().sql("select kind from memory.changes").query().listOfRows())
        .hasSize(2);
  }

  @Test
  void whatRestsOnFactsThatAreGoneIsDrawnUpAnew() {
    var lessons =
        List.of(
            update(0, UUID.randomUUID(), "The user lives in Lyon."),
            new Teaching.Remove(0, UUID.randomUUID(), "no more"));

    for (Teaching lesson : lessons) {
      assertThatThrownBy(() -> memory.learn(user, turn, List.of(lesson)))
          .isInstanceOf(MemoryClosedException.class);
    }
    assertThat(knownUsers()).isEmpty();
    assertThat(memory.ledger().learnedFrom(turn)).isEmpty();
  }

  @Test
  void anotherUsersFactsAreOutOfReach() {
    var theirs = memory.learn("another", UUID.randomUUID(), "The user has a dog.").getFirst();

    var lessons =
        List.of(
            new Teaching.Remove(0, theirs.memoryId(), "x"),
            update(0, theirs.memoryId(), "The user has a cat."));
    for (Teaching lesson : lessons) {
      assertThatThrownBy(() -> memory.learn(user, turn, List.of(lesson)))
          .isInstanceOf(MemoryClosedException.class);
    }

    assertThat(
            memory
                .jdbc()
                .sql("select text from memory.facts where user_id = 'another'")
                .query()
                .singleValue())
        .isEqualTo("The user has a dog.");
    assertThat(near("The user has a dog.")).isEmpty();
  }

  @Test
  void anUpdateToWhatAnotherFactSaysLeavesOneOfThem() {
    var known = memory.learn(user, turn, "The user lives in Paris.", "The user lives in Lyon.");

    memory.learn(
        user,
        UUID.randomUUID(),
        List.of(update(0, known.getFirst().memoryId(), "The user lives in Lyon")));

    assertThat(near("The user lives in Lyon."))
        .extracting(KnownFact::memoryId)
        .containsExactly(known.get(1).memoryId());
  }

  @Test
  void twoThatLearnTheSameTurnAtOnceChangeItOnceWhateverTheirModelsSaid() throws Exception {
    var known = memory.learn(user, UUID.randomUUID(), "The user lives in Paris.").getFirst();
    var zombie = MemoryDatabase.lesson(user, turn, "The user has a dog.");
    var owner =
        MemoryDatabase.lesson(
            user, turn, List.of(update(0, known.memoryId(), "The user lives in Lyon.")));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var learning =
          threads.invokeAll(
              List.<Callable<Taught>>of(
                  () -> memory.ledger().learn(zombie), () -> memory.ledger().learn(owner)));
      var one = learning.getFirst().get();
      var other = learning.getLast().get();

      assertThat(one.changes()).hasSize(1).isEqualTo(other.changes());
      assertThat(one.now()).isNotEqualTo(other.now());
    }
  }

  @Test
  void aShadowLearnsApartFromWhatIsLiveAndWhileThatIsExchanged() {
    memory.learn(user, turn, "The user lives in Paris.");
    var shadow = memory.ledger(LedgerTables.SHADOW);

    memory.whileExchanged(
        () -> {
          shadow.learn(MemoryDatabase.lesson(user, turn, "The user lives in Lyon."));
          assertThatThrownBy(() -> memory.learn(user, UUID.randomUUID(), "The user has a dog."))
              .isInstanceOf(MemoryClosedException.class)
              .isInstanceOf(Outages.Outage.class);
        });
    assertThat(memory.learn(user, UUID.randomUUID(), "The user has a dog.")).hasSize(1);
    assertThat(near("The user lives in Lyon."))
        .extracting(KnownFact::text)
        .containsExactly("The user lives in Paris.", "The user has a dog.");
    assertThat(shadow.learnedFrom(turn).orElseThrow().getFirst().text())
        .isEqualTo("The user lives in Lyon.");
  }

  @Test
  void vectorsOfAnotherModelAreNeitherAddedNorCompared() {
    memory.learn(user, turn, "The user lives in Paris.");
    memory.jdbc().sql("update memory.embedding_space set model = 'other'").update();

    assertThatThrownBy(() -> memory.learn(user, UUID.randomUUID(), "The user has a dog."))
        .isInstanceOf(MemoryClosedException.class)
        .hasMessageContaining("embedded with other (384 dimensions)")
        .hasMessageContaining("re-embed");
    assertThatThrownBy(() -> near("The user has a dog.")).isInstanceOf(MemoryClosedException.class);
  }

  @Test
  void ofManyFactsTheMostSimilarAreGivenAndOfFewAll() {
    memory.learn(user, turn, "The user lives in Paris.", "The user plays chess.");
    assertThat(near("The user is vegan.")).hasSize(2);

    for (int i = 0; i < 12; i++) {
      memory.learn(user, UUID.randomUUID(), "The user owns %d bicycles.".formatted(i));
    }
    assertThat(near("The user has 5 bicycles."))
        .hasSize(5)
        .allMatch(fact -> fact.text().contains("bicycles"));
    assertThat(near("Qwertz uiop asdf.")).hasSizeLessThan(5);
  }

  private List<KnownFact> near(String text) {
    return memory
        .ledger()
        .near(user, Embedder.shared().space(), List.of(MemoryDatabase.embedding(text)))
        .getFirst();
  }

  private static Teaching update(int index, UUID memoryId, String text) {
    return MemoryDatabase.update(index, memoryId, text);
  }

  private List<?> knownUsers() {
    return memory.jdbc().sql("select user_id from memory.known_users").query(String.class).list();
  }
}

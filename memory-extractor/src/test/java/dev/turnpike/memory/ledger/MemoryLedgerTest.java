package dev.turnpike.memory.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.memory.MemoryDatabase;
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

  private final MemoryDatabase memory = MemoryDatabase.create();
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

  private List<?> knownUsers() {
    return memory.jdbc().sql("select user_id from memory.known_users").query(String.class).list();
  }
}

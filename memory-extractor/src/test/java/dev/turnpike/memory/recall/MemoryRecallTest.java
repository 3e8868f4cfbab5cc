package dev.turnpike.memory.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.memory.MemoryDatabase;
import dev.turnpike.memory.embedding.Embedder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class MemoryRecallTest {

  private static final RecallSettings PATIENT =
      new RecallSettings(10, 8, 0.25, Duration.ofSeconds(30));

  private static final String[] MANY = {
    "The user's name is Ada.",
    "The user lives in Paris.",
    "The user works as a nurse.",
    "The user is allergic to peanuts.",
    "The user has a dog called Rex.",
    "The user's favourite colour is green.",
    "The user likes hiking in the mountains.",
    "The user was born in 1985.",
    "The user's wife is called Maria.",
    "The user speaks German and Spanish.",
    "The user drives an electric car.",
    "The user plays the violin."
  };

  private static final Recollection NOTHING = new Recollection.Found(List.of());

  private final MemoryDatabase memory = MemoryDatabase.create();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MemoryRecall recall =
      new MemoryRecall(memory.source(), Embedder.shared(), PATIENT, meters);

  @Test
  void fewFactsAreAllRecalledTheMostSimilarFirst() {
    memory.learn("ada", UUID.randomUUID(), "The user's name is Ada.", "The user lives in Paris.");

    var recalled = recall.recall("ada", "Where do I live?").facts();

    assertThat(recalled)
        .extracting(RecalledFact::text)
        .containsExactly("The user lives in Paris.", "The user's name is Ada.");
    assertThat(recalled.getFirst().similarity()).isBetween(0.25, 0.6);
    assertThat(recalled.getFirst().learnedAt()).isEqualTo("2026-01-02T03:04:05.123456Z");
    assertThat(count("found")).isEqualTo(1);
  }

  @Test
  void theCallersSearchPathDoesNotMatter() throws SQLException {
    memory.learn("ada", UUID.randomUUID(), "The user lives in Paris.");
    var elsewhere = memory.source().unwrap(PGSimpleDataSource.class);
    elsewhere.setCurrentSchema("pg_catalog");

    assertThat(
            new MemoryRecall(elsewhere, Embedder.shared(), PATIENT, meters)
                .recall("ada", "Where do I live?")
                .facts())
        .hasSize(1);
  }

  @Test
  void ofManyFactsOnlyTheFittingOnes() {
    memory.learn("ada", UUID.randomUUID(), MANY);

    assertThat(texts("Where do I live?")).startsWith("The user lives in Paris.").hasSizeLessThan(4);
    assertThat(texts("What pet do I have?")).containsExactly("The user has a dog called Rex.");
    assertThat(texts("Can I eat this snack with nuts?"))
        .startsWith("The user is allergic to peanuts.");
    assertThat(texts("How do I write a loop in Python?")).isEmpty();
  }

  @Test
  void nobodyElsesFactsAreRecalled() {
    memory.learn("ada", UUID.randomUUID(), "The user lives in Paris.");

    assertThat(recall.recall("bob", "Where do I live?")).isEqualTo(NOTHING);
    assertThat(count("nothing")).isEqualTo(1);
  }

  @Test
  void aLongMessageCountsByItsBeginAndEnd() {
    memory.learn("ada", UUID.randomUUID(), MANY);

    var pasted = "The committee met on Tuesday and agreed on the minutes of last month. ";

    assertThat(texts(pasted.repeat(40) + "\nWhat pet do I have? Tell me about my dog, please."))
        .contains("The user has a dog called Rex.");
  }

  @Test
  void withoutADatabaseItFails() {
    var nowhere = new PGSimpleDataSource();
    nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/none");

    assertThat(new MemoryRecall(nowhere, Embedder.shared(), PATIENT, meters).recall("ada", "Hello"))
        .isInstanceOf(Recollection.Failed.class);
    assertThat(count("failed")).isEqualTo(1);
  }

  @Test
  void withoutTheExtractorsTablesItFails() {
    memory.jdbc().sql("drop schema memory cascade").update();

    assertThat(recall.recall("ada", "Where do I live?")).isInstanceOf(Recollection.Failed.class);
  }

  @Test
  void vectorsOfAnotherModelAreNotComparedThoughTheyHaveTheSameLength() {
    memory.learn("ada", UUID.randomUUID(), "The user lives in Paris.");
    memory.jdbc().sql("update memory.embedding_space set model = 'another'").update();

    assertThat(recall.recall("ada", "Where do I live?"))
        .isEqualTo(new Recollection.Failed("OtherSpaceException"));
    assertThat(recall.recall("bob", "Where do I live?")).isInstanceOf(Recollection.Failed.class);
    assertThat(count("failed")).isEqualTo(2);
  }

  @Test
  void withoutTimeItFails() {
    memory.learn("ada", UUID.randomUUID(), "The user lives in Paris.");
    var hasty = new RecallSettings(10, 8, 0.25, Duration.ofNanos(1));

    var recall = new MemoryRecall(memory.source(), Embedder.shared(), hasty, meters);

    // Now and then the embedding is there before anybody waits for it.
    await()
        .untilAsserted(
            () ->
                assertThat(recall.recall("ada", "Hello")).isInstanceOf(Recollection.Failed.class));
  }

  @Test
  void anInterruptedCallerStaysInterrupted() {
    Thread.currentThread().interrupt();

    assertThat(recall.recall("ada", "Hello").facts()).isEmpty();
    assertThat(Thread.interrupted()).isTrue();
  }

  private List<String> texts(String message) {
    return recall.recall("ada", message).facts().stream().map(RecalledFact::text).toList();
  }

  private long count(String result) {
    return meters.get("turnpike.memory.recall").tag("result", result).timer().count();
  }
}

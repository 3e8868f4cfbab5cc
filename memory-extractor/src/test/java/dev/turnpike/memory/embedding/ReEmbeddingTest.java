package dev.turnpike.memory.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.turnpike.memory.MemoryDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ReEmbeddingTest {

  private static final EmbeddingSpace SMALL = new EmbeddingSpace("small", 8);
  private static final int FACTS = 260;

  private final MemoryDatabase memory = MemoryDatabase.create();
  private final EmbeddingServer server = EmbeddingServer.start(8);
  private final ReEmbedding work =
      new ReEmbedding(
          memory.jdbc(),
          new TransactionTemplate(new JdbcTransactionManager(memory.source())),
          server.settings("small", 8).embedder());
  private final List<Long> progress = new ArrayList<>();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void givesEveryFactAVectorOfTheOtherModel() throws Exception {
    learn(0, FACTS);

    var outcome = work.run((done, _) -> progress.add(done));

    assertThat(outcome).isEqualTo(new ReEmbedding.Outcome(Optional.of(MiniLm.SPACE), SMALL, FACTS));
    assertThat(lengths()).containsExactly(8);
    assertThat(new StoredSpace(memory.jdbc()).read()).contains(SMALL);
    assertThat(staged()).isZero();
    assertThat(progress).isSorted().startsWith(0L);
    assertThat(server.requests).hasSize(FACTS);
  }

  @Test
  void thereIsNothingToDoWithoutFactsOrForTheSameModel() throws Exception {
    assertThat(work.run((_, _) -> {}).nothingToDo()).isTrue();

    learn(0, 1);
    work.run((_, _) -> {});
    assertThat(work.run((_, _) -> {}).nothingToDo()).isTrue();
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void goesOnWhereItWasKilled() throws Exception {
    learn(0, FACTS);
    failAfter(100);
    assertThatThrownBy(() -> work.run((_, _) -> {}))
        .isInstanceOf(EmbeddingUnavailableException.class);
    assertThat(lengths()).containsExactly(MiniLm.DIMENSIONS);
    assertThat(new StoredSpace(memory.jdbc()).read()).contains(MiniLm.SPACE);
    int kept = staged();
    assertThat(kept).isBetween(90, 100);
    memory.jdbc().sql("update memory.facts set text = text || '!' where text like '% 7'").update();
    learn(FACTS, FACTS + 5);
    server.answers(server::vector);
    server.requests.clear();

    var outcome = again().run((_, _) -> {});

    assertThat(outcome.facts()).isEqualTo(FACTS + 5);
    assertThat(server.requests.size()).isBetween(FACTS + 5 - kept, FACTS + 6 - kept);
    assertThat(lengths()).containsExactly(8);
    memory
        .jdbc()
        .sql(
            "select text, embedding::text from memory.facts where text like '%!' or text like '% 3'")
        .query(
            row -> {
              assertThat(row.getString(2)).isEqualTo(vectorOf(row.getString(1)));
            });
  }

  @Test
  void killedWhileTheVectorsAreExchangedNothingHasChanged() throws Exception {
    learn(0, 10);
    var hanging = new AtomicInteger();
    server.answers(
        (exchange, text) -> {
          if (text.endsWith(" 9")) {
            hanging.incrementAndGet();
            server.fallSilent(exchange, text);
          } else {
            server.vector(exchange, text);
          }
        });
    var run =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    work.run((_, _) -> {});
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    await().untilAtomic(hanging, equalTo(1));
    assertThatThrownBy(() -> learn(10, 11)).hasMessageContaining("exchange");
    run.interrupt();
    run.join();

    assertThat(lengths()).containsExactly(MiniLm.DIMENSIONS);
    assertThat(new StoredSpace(memory.jdbc()).read()).contains(MiniLm.SPACE);
    learn(10, 11);
    server.answers(server::vector);
    assertThat(again().run((_, _) -> {}).facts()).isEqualTo(11);
  }

  @Test
  void aDeletedFactLeavesNoVectorBehind() throws Exception {
    learn(0, FACTS);
    failAfter(100);
    assertThatThrownBy(() -> work.run((_, _) -> {})).isInstanceOf(RuntimeException.class);
    assertThat(staged()).isPositive();

    memory.jdbc().sql("delete from memory.facts").update();

    assertThat(staged()).isZero();
  }

  private void failAfter(int texts) {
    var asked = new AtomicInteger();
    server.answers(
        (exchange, text) -> {
          if (asked.incrementAndGet() > texts) {
            EmbeddingServer.respond(exchange, 500, "{}");
          } else {
            server.vector(exchange, text);
          }
        });
  }

  /** As another process would. */
  private ReEmbedding again() {
    return new ReEmbedding(
        memory.jdbc(),
        new TransactionTemplate(new JdbcTransactionManager(memory.source())),
        server.settings("small", 8).embedder());
  }

  private String vectorOf(String text) {
    try {
      return stored(server.settings("small", 8).embedder().embed(text, Duration.ofSeconds(30)));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String stored(Embedding vector) {
    return memory
        .jdbc()
        .sql("select cast(cast(:vector as public.vector) as text)")
        .param("vector", vector.sqlLiteral())
        .query(String.class)
        .single();
  }

  private void learn(int from, int to) {
    memory.learn(
        "ada",
        UUID.randomUUID(),
        IntStream.range(from, to).mapToObj(i -> "The user owns book " + i).toArray(String[]::new));
  }

  private List<Integer> lengths() {
    return memory
        .jdbc()
        .sql("select distinct public.vector_dims(embedding) from memory.facts")
        .query((row, _) -> row.getInt(1))
        .list();
  }

  private int staged() {
    return memory
        .jdbc()
        .sql("select count(*) from memory.reembedded")
        .query(Integer.class)
        .single();
  }
}

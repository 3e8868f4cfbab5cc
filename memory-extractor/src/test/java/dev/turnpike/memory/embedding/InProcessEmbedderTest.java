package dev.turnpike.memory.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.turnpike.keyed.Outages;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class InProcessEmbedderTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void similarTextsHaveSimilarVectors() throws Exception {
    var home = embed("The user lives in Paris.");

    assertThat(embed("Where do I live?").similarity(home))
        .isGreaterThan(0.25)
        .isGreaterThan(embed("How do I write a loop in Python?").similarity(home) + 0.1);
    assertThat(embed("User lives in Paris").similarity(home)).isGreaterThan(0.95);
    assertThat(embed("The user lives in London.").similarity(home)).isBetween(0.5, 0.8);
  }

  @Test
  void vectorsAreOfUnitLengthAndAlwaysTheSame() throws Exception {
    var once = embed("Émile 🚀\u2028 likes \u0000 tea");

    assertThat(once.similarity(once)).isBetween(0.999, 1.001);
    assertThat(embed("Émile 🚀\u2028 likes \u0000 tea")).isEqualTo(once).hasSameHashCodeAs(once);
    assertThat(once.sqlLiteral()).startsWith("[").endsWith("]");
    assertThat(once.sqlLiteral().split(",")).hasSize(MiniLm.DIMENSIONS);
  }

  @Test
  void whoWaitsForTheModelIsToldSoInTime() throws Exception {
    var loading = new CountDownLatch(1);
    var embedder =
        new InProcessEmbedder(
            () -> {
              loading.await();
              return MiniLm.load();
            },
            1);

    assertThatThrownBy(() -> embedder.embed("Hello", Duration.ofMillis(20)))
        .isInstanceOf(EmbeddingUnavailableException.class)
        .matches(Outages::isOutage);
    loading.countDown();
    assertThat(embedder.embed("Hello", LONG)).isNotNull();
    assertThat(embedder.broken()).isFalse();
  }

  @Test
  void aFullQueueRefuses() {
    var embedder = new InProcessEmbedder(() -> sleeping(), 1);

    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> embedder.embed("Hello", Duration.ofNanos(1)))
                    .isInstanceOf(EmbeddingUnavailableException.class)
                    .hasMessageContaining("full"));
  }

  @Test
  void aModelThatCantBeLoadedIsBroken() {
    var embedder =
        new InProcessEmbedder(
            () -> {
              throw new IOException("no weights");
            },
            1);

    assertThatThrownBy(() -> embedder.embed("Hello", LONG)).matches(Outages::isOutage);
    assertThat(embedder.broken()).isTrue();
  }

  @Test
  void itSaysWhereItsVectorsBelong() {
    assertThat(Embedder.shared().space()).isEqualTo(new EmbeddingSpace("all-minilm-l6-v2-q", 384));
  }

  private static MiniLm sleeping() throws InterruptedException {
    new CountDownLatch(1).await();
    throw new IllegalStateException("never");
  }

  private static Embedding embed(String text) throws InterruptedException {
    return Embedder.shared().embed(text, LONG);
  }
}

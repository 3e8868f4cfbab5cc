package dev.turnpike.memory.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.keyed.Outages;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemoteEmbedderTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final EmbeddingServer server = EmbeddingServer.start(8);
  private final Embedder embedder = server.settings("small", 8).embedder();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void asksAnOpenAiCompatibleServer() throws Exception {
    var vector = embedder.embed("The user likes tea.", LONG);

    assertThat(server.requests).hasSize(1);
    assertThat(server.requests.getFirst().path("model").asString()).isEqualTo("small");
    assertThat(server.requests.getFirst().path("input").path(0).asString())
        .isEqualTo("The user likes tea.");
    assertThat(server.requests.getFirst().has("dimensions")).isFalse();
    assertThat(server.keys).containsExactly("Bearer a-key");
    assertThat(vector).isEqualTo(embedder.embed("The user likes tea.", LONG));
    assertThat(embedder.space()).isEqualTo(new EmbeddingSpace("small", 8));
  }

  @Test
  void vectorsAreMadeOneLong() throws Exception {
    var vector = embedder.embed("Tea", LONG);

    assertThat(vector.similarity(vector)).isBetween(0.9999, 1.0001);
  }

  @Test
  void asksForTheirLengthIfToldTo() throws Exception {
    var settings = new EmbeddingProperties(server.url(), "small", "", 8, true, LONG, LONG, 1);

    var _ = settings.embedder().embed("Tea", LONG);

    assertThat(server.requests.getFirst().path("dimensions").asInt()).isEqualTo(8);
  }

  @Test
  void aSilentServerIsGivenUpInTime() {
    server.answers(server::fallSilent);

    assertThatThrownBy(() -> embedder.embed("Tea", Duration.ofMillis(300)))
        .isInstanceOf(EmbeddingUnavailableException.class)
        .matches(Outages::isOutage);
  }

  @Test
  void anErrorOfTheServerIsAnOutage() {
    server.answers((exchange, _) -> EmbeddingServer.respond(exchange, 503, "{}"));

    assertThatThrownBy(() -> embedder.embed("Tea", LONG))
        .isInstanceOf(EmbeddingUnavailableException.class)
        .hasMessageContaining("503")
        .matches(Outages::isOutage);
  }

  @Test
  void aServerThatKeepsFailingIsLeftAlone() {
    server.answers((exchange, _) -> EmbeddingServer.respond(exchange, 500, "{}"));
    for (int i = 0; i < 8; i++) {
      assertThatThrownBy(() -> embedder.embed("Tea", LONG)).matches(Outages::isOutage);
    }

    assertThat(server.requests).hasSizeLessThan(8);
  }

  @Test
  void aServerThatFallsSilentIsLeftAloneSoThatNobodyWaitsInVain() {
    server.answers(server::fallSilent);
    for (int i = 0; i < 8; i++) {
      assertThatThrownBy(() -> embedder.embed("Tea", Duration.ofMillis(400)))
          .matches(Outages::isOutage);
    }

    assertThat(server.requests).hasSizeLessThan(8);
  }

  @Test
  void aRefusedKeyIsAnOutageThatSaysWhatToDo() {
    server.answers((exchange, _) -> EmbeddingServer.respond(exchange, 401, "{}"));

    assertThatThrownBy(() -> embedder.embed("Tea", LONG))
        .isInstanceOf(EmbeddingUnavailableException.class)
        .hasMessageContaining("EMBEDDINGS_API_KEY")
        .hasMessageNotContaining("a-key")
        .matches(Outages::isOutage);
  }

  @Test
  void aTextThatIsRefusedWhileOthersAreTakenIsUnusable() {
    server.answers(
        (exchange, text) -> {
          if (text.startsWith("long")) {
            EmbeddingServer.respond(exchange, 400, "{\"error\":{\"code\":\"too_long\"}}");
          } else {
            server.vector(exchange, text);
          }
        });

    assertThatThrownBy(() -> embedder.embed("long private words", LONG))
        .isInstanceOf(UnusableTextException.class)
        .hasMessageContaining("18 characters")
        .hasMessageNotContaining("private")
        .matches(failure -> !Outages.isOutage(failure));
  }

  @Test
  void aServerThatRefusesEveryTextIsAnOutage() {
    server.answers((exchange, _) -> EmbeddingServer.respond(exchange, 404, "{}"));

    assertThatThrownBy(() -> embedder.embed("Tea", LONG)).matches(Outages::isOutage);
  }

  @Test
  void vectorsOfAnotherLengthAreNotTaken() throws Exception {
    var mistaken = server.settings("small", 16).embedder();

    assertThatThrownBy(() -> mistaken.embed("Tea", LONG))
        .hasMessageContaining("8 dimensions and not of 16")
        .matches(Outages::isOutage);
    assertThat(mistaken.broken()).isTrue();
    assertThat(embedder.broken()).isFalse();
  }

  @Test
  void noMoreCallsRunAtOnceThanAllowed() throws Exception {
    var first = new CountDownLatch(4);
    server.answers(
        (exchange, text) -> {
          first.countDown();
          first.await();
          server.vector(exchange, text);
        });
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        var text = "text " + i;
        var _ = callers.submit(() -> embedder.embed(text, LONG));
      }
      callers.shutdown();
      assertThat(callers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(server.requests).hasSize(20);
    assertThat(server.most).hasValue(4);
  }
}

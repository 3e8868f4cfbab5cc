package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.testing.TestPlatform;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Turns whose answer is not waited for, and what is told of them. */
class AskLaterTest {
  private static RunningIngress ingress;
  private static FakeWorker worker;
  private static ApiClient api;
  private static volatile FakeWorker.Script script = _ -> {};

  private Visitor visitor;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of());
    worker =
        FakeWorker.start(
            TestPlatform.shared().bootstrapServers(),
            ingress.database(),
            stage -> script.play(stage));
    api = ingress.client();
  }

  @AfterAll
  static void stop() {
    worker.close();
    ingress.close();
  }

  @BeforeEach
  void visit() {
    visitor = api.visitor();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/chatbot/chat", "/api/v1/chatbot/chat/stream"})
  void theAddressIsToldAtOnce(String path) {
    script = _ -> {};
    Answer answer = ask(path, "wait=5, Respond-Async");
    assertThat(answer.status()).isEqualTo(202);
    String turn = answer.body().path("turn_id").asString();
    String self = "/api/v1/turns/" + turn;
    assertThat(answer.header("Location")).isEqualTo(self);
    assertThat(answer.header("Preference-Applied")).isEqualTo("respond-async");
    assertThat(answer.body().path("status").asString()).isEqualTo("accepted");
    assertThat(answer.body().at("/links/stream").asString()).isEqualTo(self + "/stream");
    assertThat(report(turn).path("status").asString()).isEqualTo("accepted");
    await().until(() -> worker.commandsOf(visitor.sessionId()).size() == 1);
  }

  @Test
  void otherPreferencesChangeNothing() {
    script = stage -> stage.answer("hi");
    assertThat(ask("/api/v1/chatbot/chat", "wait=5, handling=lenient").status()).isEqualTo(200);
  }

  @Test
  void aRunningTurnTellsItsSteps() throws SQLException {
    script = FakeWorker.Stage::claim;
    String turn = started();
    await().until(() -> report(turn).path("status").asString().equals("running"));
    execute(
        "insert into agent.turn_steps values ('%s', 0, 1, 'tool_call', 'search', true, now(), now())"
            .formatted(turn));
    JsonNode running = report(turn);
    assertThat(running.path("attempts").asInt()).isEqualTo(1);
    assertThat(running.at("/steps/0/name").asString()).isEqualTo("search");
    assertThat(running.at("/steps/0/failed").asBoolean()).isTrue();
    assertThat(running.has("answer")).isFalse();
    assertThat(running.at("/timings").has("started_at")).isTrue();
  }

  @Test
  void anEndedTurnTellsEverything() {
    script = stage -> stage.answer("Hel", "lo");
    String turn = started();
    await().until(() -> report(turn).path("status").asString().equals("completed"));
    JsonNode ended = report(turn);
    assertThat(ended.path("answer").asString()).isEqualTo("Hello");
    assertThat(ended.path("finish_reason").asString()).isEqualTo("stop");
    assertThat(ended.path("session_id").asString()).isEqualTo(visitor.sessionId());
    assertThat(ended.at("/usage/input_tokens").asInt()).isEqualTo(3);
    assertThat(ended.path("cost_usd").decimalValue()).isEqualByComparingTo("0.0000125");
    assertThat(ended.at("/steps/0/kind").asString()).isEqualTo("model_call");
    assertThat(ended.path("timings").propertyNames())
        .containsExactlyInAnyOrder("accepted_at", "started_at", "first_token_at", "finished_at");
    assertThat(ended.has("error")).isFalse();
  }

  @Test
  void aFailedTurnTellsWhy() {
    script = stage -> stage.store("failed", "half");
    String turn = started();
    await().until(() -> report(turn).path("status").asString().equals("failed"));
    assertThat(report(turn).at("/error/code").asString()).isEqualTo("failed");
    assertThat(report(turn).path("answer").asString()).isEqualTo("half");
  }

  @Test
  void strangersFindNothing() {
    script = _ -> {};
    String turn = started();
    Visitor stranger = api.visitor();
    for (String token : List.of(stranger.userToken(), stranger.sessionToken())) {
      assertThat(api.get("/api/v1/turns/" + turn, token).status()).isEqualTo(404);
    }
    assertThat(api.get("/api/v1/turns/none", visitor.userToken()).status()).isEqualTo(404);
  }

  /** Its row may only be late: a definite answer would have its client give it up. */
  @Test
  void aTurnOfThisMomentThatIsNotNotedIsAskedForAgain() {
    long now = System.currentTimeMillis();
    Answer young = api.get("/api/v1/turns/" + madeAt(now), visitor.userToken());
    assertThat(young.status()).isEqualTo(503);
    assertThat(young.body().path("code").asString()).isEqualTo("turn_not_noted");
    assertThat(young.header("Retry-After")).isEqualTo("1");

    UUID old = madeAt(now - Duration.ofMinutes(2).toMillis());
    assertThat(api.get("/api/v1/turns/" + old, visitor.userToken()).status()).isEqualTo(404);
  }

  /** As RFC 9562 lays out version 7. */
  private static UUID madeAt(long millis) {
    return new UUID(millis << 16 | 0x7123, 0x8123_4567_89ab_cdefL);
  }

  private String started() {
    return ask("/api/v1/chatbot/chat", "respond-async").body().path("turn_id").asString();
  }

  private Answer ask(String path, String prefer) {
    return api.askLater(path, visitor.sessionToken(), ApiClient.message("hello"), prefer);
  }

  private JsonNode report(String turn) {
    Answer answer = api.get("/api/v1/turns/" + turn, visitor.userToken());
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = ingress.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

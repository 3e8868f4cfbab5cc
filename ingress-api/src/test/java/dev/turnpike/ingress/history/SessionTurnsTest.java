package dev.turnpike.ingress.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.ingress.FakeWorker;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.testing.TestPlatform;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What one is told of oneself, of a session's turns, and of what sessions hold. */
class SessionTurnsTest {
  private static RunningIngress ingress;
  private static FakeWorker worker;
  private static ApiClient api;

  private Visitor visitor;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of());
    worker =
        FakeWorker.start(
            TestPlatform.shared().bootstrapServers(),
            ingress.database(),
            stage -> {
              switch (stage.text().split(" ", 2)[0]) {
                case "wait" -> {}
                case "run" -> stage.claim();
                default -> stage.answer("You said ", stage.text());
              }
            });
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

  @Test
  void pagesGoBackThroughTheConversation() {
    List.of("one", "two", "three", "four", "five").forEach(this::say);

    JsonNode newest = turns("?limit=2");
    assertThat(messages(newest)).containsExactly("four", "five");
    assertThat(newest.path("more").asBoolean()).isTrue();
    JsonNode before = turns("?limit=2&before=" + id(newest, 0));
    assertThat(messages(before)).containsExactly("two", "three");
    JsonNode first = turns("?limit=2&before=" + id(before, 0));
    assertThat(messages(first)).containsExactly("one");
    assertThat(first.path("more").asBoolean()).isFalse();
    assertThat(turns("?before=" + id(first, 0)).path("turns")).isEmpty();
    assertThat(messages(turns(""))).hasSize(5);
  }

  @Test
  void aTurnIsToldWithWhatItTook() {
    say("How much?");
    JsonNode turn = turns("").at("/turns/0");
    assertThat(turn.path("status").asString()).isEqualTo("completed");
    assertThat(turn.path("answer").asString()).isEqualTo("You said How much?");
    assertThat(turn.path("attempt").asInt()).isEqualTo(1);
    assertThat(turn.path("model").asString()).isEqualTo("sim");
    assertThat(turn.path("simulated").asBoolean()).isTrue();
    assertThat(turn.at("/usage/output_tokens").asInt()).isEqualTo(2);
    assertThat(turn.path("cost_usd").decimalValue()).isEqualByComparingTo("0.0000125");
    assertThat(turn.path("total_ms").asLong()).isEqualTo(60);
    assertThat(turn.path("time_to_first_token_ms").asLong()).isEqualTo(9);
    assertThat(turn.has("superseded_by")).isFalse();
    assertThat(turn.has("error")).isFalse();
  }

  @Test
  void whatRunsOrWaitsIsThereToo() {
    say("one");
    String running = start("run on");
    await().until(() -> "running".equals(status(1)));
    String waiting = start("wait for it");
    await().until(() -> turns("").path("turns").size() == 3);

    JsonNode turns = turns("");
    assertThat(id(turns, 1)).isEqualTo(running);
    assertThat(turns.at("/turns/1/message").asString()).isEqualTo("run on");
    assertThat(turns.at("/turns/1").has("answer")).isFalse();
    assertThat(id(turns, 2)).isEqualTo(waiting);
    assertThat(status(2)).isEqualTo("accepted");
    assertThat(turns.at("/turns/2").has("message")).isFalse();
    JsonNode newest = turns("?limit=1");
    assertThat(id(newest, 0)).isEqualTo(waiting);
    assertThat(newest.path("more").asBoolean()).isTrue();
    assertThat(id(turns("?limit=1&before=" + waiting), 0)).isEqualTo(running);
  }

  @Test
  void theyAreNobodyElses() {
    say("secret");
    Visitor other = api.visitor();
    for (String token : List.of(other.userToken(), other.sessionToken())) {
      assertThat(api.get(path(""), token).status()).isEqualTo(404);
    }
    assertThat(api.get(path(""), visitor.sessionToken()).status()).isEqualTo(200);
    assertThat(search(other, "secret").path("sessions")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=101", "limit=x"})
  void whatIsAskedMustBePossible(String query) {
    assertThat(api.get(path("?" + query), visitor.userToken()).status()).isIn(400, 422);
    assertThat(
            api.get("/api/v1/auth/sessions/search?query=a&" + query, visitor.userToken()).status())
        .isIn(400, 422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "0190b0a0-0000-7000-8000-000000000000"})
  void aPageEndsBeforeATurnOfTheSession(String before) {
    assertThat(api.get(path("?before=" + before), visitor.userToken()).status()).isEqualTo(404);
  }

  @Test
  void whatWasClearedIsGone() {
    say("one");
    assertThat(api.delete("/api/v1/chatbot/messages", visitor.sessionToken()).status())
        .isEqualTo(200);
    assertThat(turns("").path("turns")).isEmpty();
    assertThat(search(visitor, "one").path("sessions")).isEmpty();
  }

  @Test
  void wordsAreFoundAsTheyStand() {
    say("The Toll is 100% due_now \\ok");
    for (String query : List.of("toll", "TOLL the", "100%25", "due_now", "%5Cok")) {
      JsonNode found = search(visitor, query).at("/sessions/0");
      assertThat(found.path("session_id").asString()).as(query).isEqualTo(visitor.sessionId());
      assertThat(found.path("excerpt").asString()).contains("The Toll is");
      assertThat(found.path("turn_id").asString()).isEqualTo(id(turns(""), 0));
    }
    for (String query : List.of("1_0", "due%25now", "toll bridge", ".*")) {
      assertThat(search(visitor, query).path("sessions")).as(query).isEmpty();
    }
  }

  @Test
  void namesAreFoundToo() {
    String name = "/api/v1/auth/session/%s/name".formatted(visitor.sessionId());
    api.form("PATCH", name, visitor.userToken(), Map.of("name", "Travel plans"));
    JsonNode found = search(visitor, "PLANS").at("/sessions/0");
    assertThat(found.path("name").asString()).isEqualTo("Travel plans");
    assertThat(found.has("turn_id")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%20", "a%00b", "1+2+3+4+5+6+7+8+9+10+11"})
  void aSearchNeedsAFewWords(String query) {
    String path = "/api/v1/auth/sessions/search?query=" + query;
    assertThat(api.get(path, visitor.userToken()).status()).isIn(400, 422);
  }

  @Test
  void oneKnowsWhoOneIs() {
    JsonNode me = api.get("/api/v1/auth/user", visitor.userToken()).body();
    assertThat(me.path("email").asString()).isEqualTo(visitor.email());
    assertThat(me.path("id").asString()).isEqualTo(ApiClient.userOf(visitor.userToken()));
    assertThat(me.path("administrator").asBoolean(true)).isFalse();
    JsonNode administrator = api.get("/api/v1/auth/user", ingress.administratorToken()).body();
    assertThat(administrator.path("administrator").asBoolean()).isTrue();
    assertThat(administrator.has("email")).isFalse();
  }

  @Test
  void listsTellWhenSomethingWasSaid() {
    JsonNode silent = api.get("/api/v1/auth/sessions", visitor.userToken()).body().path(0);
    assertThat(silent.has("last_used_at")).isFalse();
    say("one");
    JsonNode used = api.get("/api/v1/auth/sessions", visitor.userToken()).body().path(0);
    assertThat(used.path("last_used_at").asString())
        .isGreaterThan(used.path("created_at").asString());
  }

  private void say(String text) {
    Answer answer =
        api.postJson("/api/v1/chatbot/chat", visitor.sessionToken(), ApiClient.message(text));
    assertThat(answer.status()).isEqualTo(200);
  }

  /** Does not wait for the answer. */
  private String start(String text) {
    try (var stream = api.stream(visitor.sessionToken(), ApiClient.message(text))) {
      return stream.header("Content-Location").replaceAll(".*/", "");
    }
  }

  private JsonNode turns(String query) {
    Answer answer = api.get(path(query), visitor.userToken());
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    return answer.body();
  }

  private String path(String query) {
    return "/api/v1/auth/session/%s/turns%s".formatted(visitor.sessionId(), query);
  }

  private String status(int index) {
    return turns("").at("/turns/%d/status".formatted(index)).asString("");
  }

  private static JsonNode search(Visitor visitor, String query) {
    String path = "/api/v1/auth/sessions/search?query=" + query.replace(" ", "+");
    Answer answer = api.get(path, visitor.userToken());
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    return answer.body();
  }

  private static String id(JsonNode page, int index) {
    return page.at("/turns/%d/turn_id".formatted(index)).asString();
  }

  private static List<String> messages(JsonNode page) {
    return StreamSupport.stream(page.path("turns").spliterator(), false)
        .map(turn -> turn.path("message").asString())
        .toList();
  }
}

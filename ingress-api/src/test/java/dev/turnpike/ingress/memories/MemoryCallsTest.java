package dev.turnpike.ingress.memories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.ingress.LearnedFacts;
import dev.turnpike.ingress.RunningIngress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is remembered, read and deleted over HTTP. */
class MemoryCallsTest {
  private static final String MEMORIES = "/api/v1/memories";

  private static final RunningIngress ingress = RunningIngress.start(Map.of());
  private static final ApiClient api = ingress.client();

  private final Visitor ada = api.visitor();

  @AfterAll
  static void stop() {
    ingress.close();
  }

  @Test
  void pagesLeadFromOneToTheNext() {
    List<UUID> ids = List.of(learn(ada, "one"), learn(ada, "two"), learn(ada, "three"));

    Answer first = get("?limit=2");
    Answer second = get("?limit=2&after=" + first.body().path("next").asString());

    assertThat(texts(first)).containsExactly("three", "two");
    assertThat(texts(second)).containsExactly("one");
    assertThat(second.body().path("next").isNull()).isTrue();
    assertThat(first.body().at("/memories/0/id").asString()).isEqualTo(ids.getLast().toString());
    assertThat(first.body().at("/memories/0").propertyNames())
        .containsExactlyInAnyOrder("id", "text", "learned_at", "changed_at", "turn_id");
    assertThat(texts(get(""))).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "?limit=0, limit",
    "?limit=101, limit",
    "?limit=many, limit",
    "?after=nonsense, after",
    "?after=, after",
    "/search, q",
    "/search?q=, q",
    "/search?q=%20%20, q",
    "/search?q=a%00b, q",
    "/search?q=a&limit=-1, limit"
  })
  void whatIsAskedWronglyIsNamed(String query, String field) {
    Answer answer = get(query);

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(422);
    assertThat(answer.field()).isEqualTo(field);
  }

  @Test
  void aLongQuestionIsRefused() {
    assertThat(get("/search?q=" + "x".repeat(501)).field()).isEqualTo("q");
    assertThat(get("/search?q=" + "x".repeat(500)).status()).isEqualTo(200);
  }

  @Test
  void aSearchTellsHowSimilarAMemoryIs() {
    learn(ada, "The user lives in Paris.");
    learn(api.visitor(), "The user lives in Rome.");

    Answer found = get("/search?q=Where%20do%20I%20live%3F");

    assertThat(texts(found)).containsExactly("The user lives in Paris.");
    assertThat(found.body().at("/memories/0/similarity").asDouble()).isBetween(-1.0, 1.0);
  }

  @Test
  void theHistoryHasTheUsersWordsAndWhereTheyWereSaid() {
    UUID id = learn(ada, "I live in Paris");

    Answer history = get("/" + id + "/history");

    assertThat(history.body().path("changes")).hasSize(1);
    assertThat(history.body().at("/changes/0/kind").asString()).isEqualTo("added");
    assertThat(history.body().at("/changes/0/quote").asString()).isEqualTo("I live in Paris");
    assertThat(history.body().at("/changes/0/extractor_version").asString()).isEqualTo("v1");
    assertThat(history.body().at("/changes/0/previous").isNull()).isTrue();
  }

  @Test
  void aDeletedMemoryIsGoneForItsUserOnly() {
    UUID id = learn(ada, "one");
    UUID other = learn(ada, "two");
    Visitor bob = api.visitor();

    assertThat(api.delete(MEMORIES + "/" + id, bob.userToken()).status()).isEqualTo(404);
    assertThat(api.get(MEMORIES + "/" + id + "/history", bob.userToken()).status()).isEqualTo(404);
    assertThat(texts(get(""))).hasSize(2);

    assertThat(api.delete(MEMORIES + "/" + id, ada.userToken()).status()).isEqualTo(204);
    assertThat(texts(get(""))).containsExactly("two");
    assertThat(get("/" + id + "/history").status()).isEqualTo(404);
    assertThat(get("/" + other + "/history").status()).isEqualTo(200);
    assertThat(api.delete(MEMORIES + "/" + id, ada.userToken()).field()).isEqualTo("memory_id");
    assertThat(rows("select memory_id::text from memory.announcements where user_id = ?"))
        .containsExactly(id.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "1-1-1-1-1", "%00", "0190B0A0-0000-7000-8000-000000000000"})
  void whatIsNoIdIsNotFound(String id) {
    assertThat(api.delete(MEMORIES + "/" + id, ada.userToken()).status()).isIn(400, 404);
    assertThat(get("/" + id + "/history").status()).isIn(400, 404);
  }

  @Test
  void allAreDeletedAndTheRecordSaysSo() {
    learn(ada, "one");
    learn(ada, "two");
    Visitor bob = api.visitor();
    learn(bob, "his");

    assertThat(api.delete(MEMORIES, ada.userToken()).status()).isEqualTo(204);

    assertThat(texts(get(""))).isEmpty();
    assertThat(texts(api.get(MEMORIES, bob.userToken()))).hasSize(1);
    assertThat(rows("select user_id from memory.deletions where user_id = ?")).hasSize(1);
    await()
        .untilAsserted(
            () ->
                assertThat(rows("select action from ingress.account_events where user_id = ?"))
                    .contains("memories_deleted"));
  }

  @Test
  void whatCannotBeComparedCannotBeSearched() {
    try (RunningIngress another = RunningIngress.start(Map.of())) {
      ApiClient there = another.client();
      Visitor visitor = there.visitor();
      LearnedFacts.add(
          another.database(), ApiClient.userOf(visitor.userToken()), UUID.randomUUID(), "one");
      another
          .bean(JdbcClient.class)
          .sql("update memory.embedding_space set model = 'other'")
          .update();

      Answer answer = there.get(MEMORIES + "/search?q=one", visitor.userToken());

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body().path("code").asString()).isEqualTo("search_unavailable");
      assertThat(answer.header("Retry-After")).isNotEmpty();
    }
  }

  @Test
  void whoIsForgottenReadsNothingMore() {
    learn(ada, "one");

    assertThat(api.delete("/api/v1/auth/user", ada.userToken()).status()).isIn(202, 204);

    assertThat(get("").status()).isEqualTo(401);
    assertThat(api.delete(MEMORIES, ada.userToken()).status()).isEqualTo(401);
  }

  private static UUID learn(Visitor visitor, String text) {
    return LearnedFacts.add(
        ingress.database(), ApiClient.userOf(visitor.userToken()), UUID.randomUUID(), text);
  }

  private Answer get(String rest) {
    return api.get(MEMORIES + rest, ada.userToken());
  }

  private static List<String> texts(Answer answer) {
    return answer
        .body()
        .path("memories")
        .valueStream()
        .map(m -> m.path("text").asString())
        .toList();
  }

  private List<String> rows(String sql) {
    return ingress
        .bean(JdbcClient.class)
        .sql(sql)
        .param(ApiClient.userOf(ada.userToken()))
        .query((row, _) -> row.getString(1))
        .list();
  }
}

package dev.turnpike.ingress.apikeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.ingress.tokens.Revocations;
import dev.turnpike.ingress.usage.Budget;
import dev.turnpike.testing.TestPlatform;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys over HTTP, with two nodes on one database. */
class ApiKeyCallsTest {
  private static final String KEYS = "/api/v1/auth/api-keys";
  private static final String MODELS = "/v1/models";

  private static RunningIngress here;
  private static RunningIngress there;
  private static ApiClient api;
  private static ApiClient other;

  @BeforeAll
  static void start() {
    here = RunningIngress.start(Map.of());
    there =
        RunningIngress.start(TestPlatform.shared().bootstrapServers(), here.database(), Map.of());
    api = here.client();
    other = there.client();
  }

  @AfterAll
  static void stop() {
    there.close();
    here.close();
  }

  @Test
  void isShownOnceAndStoredAsADigest() throws SQLException {
    Visitor visitor = api.visitor();
    Answer made = api.postJson(KEYS, visitor.userToken(), "{\"name\": \" my laptop \"}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().path("name").asString()).isEqualTo("my laptop");
    assertThat(made.body().path("expires_at").isNull()).isTrue();
    String key = made.body().path("key").asString();
    assertThat(key).matches("tp-[0-9A-Za-z]{36}");

    Answer listed = api.get(KEYS, visitor.userToken());
    assertThat(listed.body()).hasSize(1);
    assertThat(listed.body().at("/0/id")).isEqualTo(made.body().path("id"));
    assertThat(listed.body().at("/0/prefix").asString()).isEqualTo(key.substring(0, 8));
    assertThat(listed.body().at("/0").has("key")).isFalse();
    assertThat(listed.raw().body()).doesNotContain(key.substring(8));
    assertThat(dump()).contains(key.substring(0, 8)).doesNotContain(key.substring(8));
  }

  @Test
  void worksOnEveryNodeAndForTheOpenAiCompatibleApiOnly() {
    Visitor visitor = api.visitor();
    String key = key(visitor, "{\"name\": \"k\"}");
    assertThat(api.get(MODELS, key).status()).isEqualTo(200);
    assertThat(other.get(MODELS, key).status()).isEqualTo(200);
    assertThat(api.get("/api/v1/auth/sessions", key).status()).isEqualTo(403);
    assertThat(api.get(KEYS, key).status()).isEqualTo(403);
    assertThat(api.postJson(KEYS, key, "{\"name\": \"k\"}").status()).isEqualTo(403);
  }

  @Test
  void aRevokedOneIsRefusedOnEveryNodeSoon() {
    Visitor visitor = api.visitor();
    Answer made = api.postJson(KEYS, visitor.userToken(), "{\"name\": \"k\"}");
    String key = made.body().path("key").asString();
    String path = KEYS + "/" + made.body().path("id").asString();
    assertThat(api.get(MODELS, key).status()).isEqualTo(200);
    assertThat(other.get(MODELS, key).status()).isEqualTo(200);

    assertThat(api.delete(path, api.visitor().userToken()).status()).isEqualTo(404);
    assertThat(api.get(MODELS, key).status()).isEqualTo(200);
    assertThat(api.delete(path, visitor.userToken()).status()).isEqualTo(204);
    assertRefused(api.get(MODELS, key));
    await()
        .atMost(Duration.ofSeconds(2))
        .untilAsserted(() -> assertRefused(other.get(MODELS, key)));
    assertThat(api.get(KEYS, visitor.userToken()).body()).isEmpty();
    assertThat(api.delete(path, visitor.userToken()).status()).isEqualTo(404);
  }

  @Test
  void anExpiredOneIsRefusedAlthoughItIsRemembered() {
    Visitor visitor = api.visitor();
    Instant soon = Instant.now().plusSeconds(2);
    String key = key(visitor, "{\"name\": \"k\", \"expires_at\": \"%s\"}".formatted(soon));
    assertThat(api.get(MODELS, key).status()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertRefused(api.get(MODELS, key)));
  }

  @Test
  void oneThatWasMadeUpIsRefused() {
    assertRefused(api.get(MODELS, KeyText.random(new SecureRandom()).value()));
    assertRefused(api.get(MODELS, "tp-nonsense"));
    assertRefused(api.get(MODELS, "tp-" + "a".repeat(36)));
  }

  @Test
  void outlivesTheLoginThatMadeItButNotItsUser() {
    Visitor visitor = api.visitor();
    String key = key(visitor, "{\"name\": \"k\"}");
    api.postJson("/api/v1/auth/logout?everywhere=true", visitor.userToken(), "");
    assertThat(api.get(MODELS, key).status()).isEqualTo(200);
    here.bean(Revocations.class).revokeUser(ApiClient.userOf(visitor.userToken()));
    assertRefused(api.get(MODELS, key));
  }

  @Test
  void carriesABudgetOfItsOwn() {
    Visitor visitor = api.visitor();
    Answer made =
        api.postJson(
            KEYS,
            visitor.userToken(),
            "{\"name\": \"k\", \"budget\": {\"tokens_per_day\": 5, \"cost_per_month\": 1.25}}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().at("/budget/tokens_per_day").asInt()).isEqualTo(5);
    Budget budget = new Budget(5L, null, null, new BigDecimal("1.25"));
    String id = made.body().path("id").asString();
    assertThat(here.bean(ApiKeys.class).budgetOf(id)).isEqualTo(budget);
    assertThat(there.bean(ApiKeys.class).budgetOf(id)).isEqualTo(budget);
    assertThat(here.bean(ApiKeys.class).keysOf(ApiClient.userOf(visitor.userToken())))
        .singleElement()
        .satisfies(key -> assertThat(key.budget()).isEqualTo(budget));
    assertThat(here.bean(ApiKeys.class).budgetOf("unknown")).isEqualTo(Budget.NONE);
  }

  @Test
  void tellsWhenItWasLastUsedAfterAWhile() {
    Visitor visitor = api.visitor();
    String key = key(visitor, "{\"name\": \"k\"}");
    assertThat(api.get(KEYS, visitor.userToken()).body().at("/0/last_used_at").isNull()).isTrue();
    api.get(MODELS, key);
    here.bean(KeyUses.class).write();
    String used = api.get(KEYS, visitor.userToken()).body().at("/0/last_used_at").asString();
    assertThat(Instant.parse(used)).isBetween(Instant.now().minusSeconds(60), Instant.now());
  }

  @Test
  void aUserHasABoundedNumber() throws SQLException {
    Visitor visitor = api.visitor();
    try (Connection connection = here.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into ingress.api_keys (id, user_id, name, prefix, digest, created_at)
          select '%1$s-' || i, '%1$s', 'k', 'tp-00000', sha256(('%1$s-' || i)::bytea), now()
          from generate_series(1, 49) as i
          """
              .formatted(ApiClient.userOf(visitor.userToken())));
    }
    key(visitor, "{\"name\": \"the fiftieth\"}");
    Answer more = api.postJson(KEYS, visitor.userToken(), "{\"name\": \"one more\"}");
    assertThat(more.status()).isEqualTo(409);
    assertThat(more.body().path("code").asString()).isEqualTo("too_many_api_keys");
    assertThat(api.get(KEYS, visitor.userToken()).body()).hasSize(50);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | name",
        "{\"name\": \" \"} | name",
        "{\"name\": \"\u2003\"} | name",
        "{\"name\": \"a\\u0000b\"} | name",
        "{\"name\": \"k\", \"expires_at\": \"2020-01-01T00:00:00Z\"} | expires_at",
        "{\"name\": \"k\", \"expires_at\": \"+999999999-12-31T00:00:00Z\"} | expires_at",
        "{\"name\": \"k\", \"expires_at\": \"tomorrow\"} | expires_at",
        "{\"name\": \"k\", \"budget\": {\"tokens_per_day\": -1}} | budget.tokens_per_day",
        "{\"name\": \"k\", \"budget\": {\"cost_per_day\": 1e99999999}} | budget.cost_per_day",
        "{\"name\": \"k\", \"budget\": {\"cost_per_day\": -0.5}} | budget.cost_per_day",
        "{\"name\": \"k\", \"budget\": []} | budget"
      })
  void whatBreaksARule(String body, String field) {
    Answer answer = api.postJson(KEYS, api.visitor().userToken(), body);
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(422);
    assertThat(answer.field()).isEqualTo(field);
  }

  @Test
  void nobodyChoosesWhoseKeyItIsOrItsText() {
    Visitor visitor = api.visitor();
    Answer made =
        api.postJson(
            KEYS,
            visitor.userToken(),
            "{\"name\": \"k\", \"id\": \"mine\", \"user_id\": \"root\", \"key\": \"tp-mine\"}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().path("id").asString()).isNotEqualTo("mine");
    assertThat(made.body().path("key").asString()).isNotEqualTo("tp-mine");
    assertThat(api.get(KEYS, visitor.userToken()).body()).hasSize(1);
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(401);
    assertThat(answer.body().at("/error/code").asString()).isEqualTo("invalid_api_key");
    assertThat(answer.body().at("/error/type").asString()).isEqualTo("authentication_error");
  }

  private static String key(Visitor visitor, String body) {
    Answer made = api.postJson(KEYS, visitor.userToken(), body);
    assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
    return made.body().path("key").asString();
  }

  private static String dump() throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection connection = here.database().connect();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select k::text from ingress.api_keys k")) {
      while (rows.next()) {
        all.append(rows.getString(1)).append('\n');
      }
    }
    return all.toString();
  }
}

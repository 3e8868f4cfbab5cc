package dev.turnpike.ingress.usage;

import static dev.turnpike.ingress.usage.Books.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.Usage;
import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.ingress.FakeWorker;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.platform.turns.CompletedTurnsProperties;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestPlatform;
import dev.turnpike.testing.TopicWriter;
import dev.turnpike.testing.Turns;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Budgets and the account of what was spent, as clients meet them. */
class UsageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static RunningIngress ingress;
  private static FakeWorker worker;
  private static Books books;
  private static ApiClient api;
  private static TopicWriter<CompletedTurn> turns;

  private Visitor visitor;
  private String user;

  @BeforeAll
  static void start() {
    ingress =
        RunningIngress.start(
            Map.of(
                "turnpike.ingress.budgets.user.tokens-per-day", "1000",
                "turnpike.ingress.budgets.user.cost-per-month", "0.50",
                "turnpike.ingress.budgets.refresh", "100ms"));
    worker =
        FakeWorker.start(
            TestPlatform.shared().bootstrapServers(), ingress.database(), s -> s.answer("hi"));
    books = Books.of(ingress.database());
    api = ingress.client();
    turns = TopicWriter.to(Topics.TURNS_COMPLETED);
  }

  @AfterAll
  static void stop() {
    turns.close();
    worker.close();
    ingress.close();
  }

  @BeforeEach
  void visit() {
    visitor = api.visitor();
    user =
        Objects.requireNonNull(
            books
                .database()
                .queryForObject(
                    "select user_id from ingress.sessions where id = ?",
                    String.class,
                    visitor.sessionId()));
  }

  @Test
  void whatATurnUsedIsToldAndRefusesTheNextOne() {
    assertThat(ask().status()).isEqualTo(200);
    turns.write(
        user,
        Turns.builder(user, Turns.user("hi"))
            .setUsage(new Usage(600L, 0L, 400L, 0L, false, 20_000_000L))
            .build());
    await().atMost(PATIENCE).until(() -> usage("").at("/today/turns").asInt() == 1);

    JsonNode today = usage("").path("today");
    assertThat(today.path("input_tokens").asInt()).isEqualTo(600);
    assertThat(today.path("output_tokens").asInt()).isEqualTo(400);
    assertThat(today.path("cost_usd").decimalValue()).isEqualByComparingTo("0.02");
    assertThat(usage("").at("/month/turns").asInt()).isEqualTo(1);
    assertThat(usage("").at("/budget/tokens_per_day").asInt()).isEqualTo(1000);
    assertThat(usage("").path("budget").has("tokens_per_month")).isFalse();
    await().atMost(PATIENCE).until(() -> ask().body().at("/budget/spent").asInt() == 1000);
    Answer refused = ask();
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body().path("code").asString()).isEqualTo("budget_exhausted");
    assertThat(refused.body().at("/budget/of").asString()).isEqualTo("user");
    assertThat(refused.body().at("/budget/kind").asString()).isEqualTo("tokens_per_day");
    assertThat(refused.body().at("/budget/limit").asInt()).isEqualTo(1000);
    assertThat(refused.body().at("/budget/spent").asInt()).isEqualTo(1000);
    assertThat(Instant.parse(refused.body().at("/budget/renews_at").asString()))
        .isEqualTo(Today.at(Instant.now()).dayEnds());
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 86_400);
    assertThat(ingress.bean(MeterRegistry.class).get("turnpike.usage.refusals").counter().count())
        .isPositive();
  }

  @Test
  void clientsOfOpenAiSeeAnExhaustedQuota() {
    books.ledger().book(List.of(turn(user, null, Instant.now(), 1_000, 0, 0L)));
    Answer refused = complete(visitor.userToken());
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body().at("/error/code").asString()).isEqualTo("insufficient_quota");
    assertThat(refused.body().at("/error/type").asString()).isEqualTo("insufficient_quota");
    assertThat(refused.body().at("/error/message").asString()).contains("1000 tokens a day");
    assertThat(refused.header("x-should-retry")).isEqualTo("false");
  }

  @Test
  void daysAndKeysAreToldToTheUserAndToTheirSessions() {
    Instant now = Instant.now();
    LocalDate today = Today.at(now).day();
    LocalDate then = today.minusDays(300);
    books
        .ledger()
        .book(
            List.of(
                turn(user, "gone", now),
                turn(user, null, now),
                turn(user, null, then.atStartOfDay(ZoneOffset.UTC).toInstant())));

    JsonNode some = usage("?from=" + then + "&to=" + today);
    assertThat(some.path("from").asString()).isEqualTo(then.toString());
    assertThat(some.path("days").size()).isEqualTo(2);
    assertThat(some.at("/days/0/day").asString()).isEqualTo(then.toString());
    assertThat(some.at("/days/1/turns").asInt()).isEqualTo(2);
    assertThat(some.path("keys").size()).isEqualTo(1);
    assertThat(some.at("/keys/0/id").asString()).isEqualTo("gone");
    assertThat(some.path("keys").path(0).has("name")).isFalse();
    assertThat(some.at("/keys/0/today/turns").asInt()).isEqualTo(1);
    assertThat(api.get("/api/v1/usage", visitor.sessionToken()).body()).isEqualTo(usage(""));
    JsonNode strangers = api.get("/api/v1/usage", api.visitor().userToken()).body();
    assertThat(strangers.at("/today/turns").asInt()).isZero();
  }

  /** Each is a whole turn, beside the streams. */
  @Test
  void fewTurnsWaitToBeBooked() {
    assertThat(ingress.bean(CompletedTurnsProperties.class).maxInFlight()).isLessThanOrEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?from=yesterday",
        "?from=2026-13-01",
        "?from=2026-02-02&to=2026-02-01",
        "?to=%00"
      })
  void whatIsNoRangeOfDaysIsRefused(String query) {
    Answer refused = api.get("/api/v1/usage" + query, visitor.userToken());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.field()).isIn("from", "to");
  }

  @Test
  void anApiKeyHasABudgetOfItsOwnAndIsToldNothing() {
    JsonNode key =
        api.postJson(
                "/api/v1/auth/api-keys",
                visitor.userToken(),
                """
                {"name": "notebook", "budget": {"tokens_per_day": 7}}
                """)
            .body();
    String id = key.path("id").asString();
    String secret = key.path("key").asString();
    assertThat(complete(secret).status()).isEqualTo(200);
    StartTurn start = (StartTurn) worker.commands().getLast().getBody();
    assertThat(start.getApiKeyId()).isEqualTo(id);
    turns.write(
        user,
        Turns.builder(user, Turns.user("hi"))
            .setApiKeyId(start.getApiKeyId())
            .setUsage(new Usage(5L, 0L, 2L, 0L, false, null))
            .build());

    assertThat(complete(secret).status()).isEqualTo(429); // It is held for the first turn.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(complete(secret).body().at("/error/message").asString())
                    .startsWith("The API key's budget of 7 tokens a day")
                    .contains("7 tokens were used."));
    assertThat(ask().status()).isEqualTo(200);
    JsonNode told = usage("").path("keys").path(0);
    assertThat(told.path("id").asString()).isEqualTo(id);
    assertThat(told.path("name").asString()).isEqualTo("notebook");
    assertThat(told.at("/today/turns").asInt()).isEqualTo(1);
    assertThat(told.at("/today/unpriced_turns").asInt()).isEqualTo(1);
    assertThat(told.at("/budget/tokens_per_day").asInt()).isEqualTo(7);
    assertThat(usage("").at("/today/input_tokens").asInt()).isEqualTo(5);
    assertThat(api.get("/api/v1/usage", secret).status()).isIn(401, 403);
    assertThat(api.get("/api/v1/usage", null).status()).isEqualTo(401);
  }

  private Answer ask() {
    return api.postJson("/api/v1/chatbot/chat", visitor.sessionToken(), ApiClient.message("hello"));
  }

  private static Answer complete(String token) {
    return api.postJson(
        "/v1/chat/completions",
        token,
        """
        {"model": "sim", "messages": [{"role": "user", "content": "hi"}]}
        """);
  }

  private JsonNode usage(String query) {
    Answer answer = api.get("/api/v1/usage" + query, visitor.userToken());
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }
}

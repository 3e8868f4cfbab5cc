package dev.turnpike.ingress.analytics;

import static dev.turnpike.ingress.analytics.StubAnalytics.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.RunningIngress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports go through the ingress: what is passed on, and what is not. */
class AnalyticsTest {
  private static final String TURNS = "/api/v1/analytics/turns";

  private static StubAnalytics analytics;
  private static RunningIngress ingress;
  private static ApiClient api;
  private static String token;

  @BeforeAll
  static void start() {
    analytics = StubAnalytics.start();
    ingress =
        RunningIngress.start(
            Map.of(
                "turnpike.ingress.analytics.url", analytics.url(),
                "turnpike.ingress.analytics.timeout", "1s",
                "turnpike.ingress.analytics.max-report", "10KB"));
    api = ingress.client();
    token = ingress.administratorToken();
  }

  @AfterAll
  static void stop() {
    ingress.close();
    analytics.close();
  }

  @BeforeEach
  void answerWell() {
    analytics.asked.clear();
    analytics.manner = exchange -> answer(exchange, 200, "application/json", StubAnalytics.REPORT);
  }

  @Test
  void pathAndQueryArePassedOnAsTheyAre() {
    String target = TURNS + "?from=2026-11-01T00:00:00Z&group_by=agent%2Cmodel&granularity=hour";
    Answer report = api.get(target, token);
    assertThat(report.status()).isEqualTo(200);
    assertThat(report.raw().body()).isEqualTo(StubAnalytics.REPORT);
    assertThat(report.header("Content-Type")).isEqualTo("application/json");
    assertThat(analytics.asked).singleElement().extracting("target").isEqualTo(target);
    assertThat(analytics.asked.getFirst().method()).isEqualTo("GET");
  }

  @Test
  void theOverviewStandsWithoutAName() {
    assertThat(api.get("/api/v1/analytics", token).raw().body()).isEqualTo(StubAnalytics.REPORT);
    assertThat(analytics.asked).singleElement().extracting("target").isEqualTo("/api/v1/analytics");
    assertThat(api.get("/api/v1/analytics", api.visitor().userToken()).status()).isEqualTo(403);
    assertThat(api.get("/api/v1/analytics", null).status()).isEqualTo(401);
  }

  @Test
  void nothingElseOfTheRequestGoesAlong() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api.url() + TURNS))
            .header("Authorization", "Bearer " + token)
            .header("Cookie", "session=secret")
            .header("X-Forwarded-For", "10.0.0.1")
            .header("X-Custom", "secret")
            .header("Range", "bytes=0-1")
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      assertThat(response.body()).isEqualTo(StubAnalytics.REPORT);
    }
    Map<String, List<String>> headers = analytics.asked.getFirst().headers();
    assertThat(headers.keySet())
        .extracting(each -> each.toLowerCase(Locale.ROOT))
        .isSubsetOf("host", "user-agent", "accept", "connection", "content-length");
    assertThat(headers.toString()).doesNotContain("secret", token);
  }

  @Test
  void nobodyElseMakesItAskTheAnalytics() {
    assertThat(api.get(TURNS, api.visitor().userToken()).status()).isEqualTo(403);
    assertThat(api.get(TURNS, null).status()).isEqualTo(401);
    assertThat(api.postJson(TURNS, token, "{}").status()).isEqualTo(405);
    assertThat(api.delete(TURNS, token).status()).isEqualTo(405);
    assertThat(analytics.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/analytics/..%2f..%2f..%2fmetrics",
        "/api/v1/analytics/%2e%2e/metrics",
        "/api/v1/analytics/%252e%252e/metrics",
        "/api/v1/analytics/turns;/../../metrics",
        "/api/v1/analytics/turns%00",
        "/api/v1/analytics/turns%0d%0aHost:%20evil.test",
        "/api/v1/analytics//evil.test/turns",
        "/api/v1/analytics/@evil.test",
        "/api/v1/analytics/TURNS",
        "/api/v1/analytics/",
      })
  void noPathLeadsOutOfTheReports(String path) {
    assertThat(api.get(path, token).status()).isIn(400, 404);
    assertThat(analytics.asked).isEmpty();
  }

  @Test
  void redirectsAreNotFollowed() {
    AtomicInteger followed = new AtomicInteger();
    analytics.manner =
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/elsewhere")) {
            followed.incrementAndGet();
          }
          exchange.getResponseHeaders().set("Location", analytics.url() + "/elsewhere");
          answer(exchange, 302, "application/json", "{}");
        };
    assertFailed(api.get(TURNS, token));
    assertThat(followed).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({
    "200,text/html,<script>alert(1)</script>",
    "200,application/json,{\"rows\":[",
    "200,application/json,''",
    "200,not a type,{}",
    "204,application/json,''",
    "401,application/json,{}",
    "500,application/json,{\"detail\":\"java.lang.Exception at dev.turnpike\"}",
  })
  void whatIsNoReportIsNotPassedOn(int status, String type, String body) {
    analytics.manner = exchange -> answer(exchange, status, type, body);
    Answer answer = api.get(TURNS, token);
    assertFailed(answer);
    assertThat(answer.raw().body()).doesNotContain("script", "java.lang");
  }

  @Test
  void aReportThatIsTooLongIsNotPassedOn() {
    analytics.manner =
        exchange -> answer(exchange, 200, "application/json", "[" + "1,".repeat(6000) + "1]");
    Answer answer = api.get(TURNS, token);
    assertFailed(answer);
    assertThat(answer.body().path("detail").asString()).contains("10240 bytes", "less time");
  }

  @ParameterizedTest
  @CsvSource({"400,bad_request", "404,not_found", "422,invalid_request"})
  void whatIsWrongWithTheRequestIsTold(int status, String code) {
    analytics.manner =
        exchange ->
            answer(
                exchange,
                status,
                "application/problem+json",
                "{\"detail\":\"There is no dimension size.\",\"errors\":[{\"field\":\"group_by\",\"message\":\"is unknown\"}]}");
    Answer answer = api.get(TURNS + "?group_by=size", token);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.body().path("code").asString()).isEqualTo(code);
    assertThat(answer.body().path("detail").asString()).isEqualTo("There is no dimension size.");
    assertThat(answer.body().path("request_id").asString("")).isNotEmpty();
    assertThat(answer.field()).isEqualTo("group_by");
  }

  @ParameterizedTest
  @CsvSource({"7,7", "0,1", "86400,60", "soon,2", "-1,1"})
  void whenTheyAreNotReadyItSaysWhenToComeBack(String said, String told) {
    analytics.manner =
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", said);
          answer(exchange, 503, "application/problem+json", "{}");
        };
    assertThat(away(api.get(TURNS, token))).isEqualTo(told);
  }

  /** Nor may the last byte be late; the client's own timeout ends with the headers. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void onesThatHangAreNotWaitedFor(boolean afterTheHeaders) {
    CountDownLatch end = new CountDownLatch(1);
    analytics.manner = exchange -> hang(exchange, afterTheHeaders, end);
    try {
      assertThat(away(api.get(TURNS, token))).isEqualTo("2");
    } finally {
      end.countDown();
    }
  }

  @Test
  void manyAtATimeAreToldToComeBack() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    analytics.manner = exchange -> hang(exchange, false, end);
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(
          CompletableFuture.supplyAsync(() -> api.get(TURNS, token), Thread::startVirtualThread));
    }
    await().until(() -> answers.stream().filter(CompletableFuture::isDone).count() >= 12);
    end.countDown();
    List<String> codes =
        answers.stream().map(each -> each.join().body().path("code").asString()).toList();
    assertThat(codes).contains("busy").containsOnly("busy", "analytics_unavailable");
    assertThat(analytics.asked).hasSizeLessThanOrEqualTo(16);
    answerWell();
    assertThat(api.get(TURNS, token).status()).isEqualTo(200);
  }

  @Test
  void theyMayBeAwayAndComeBack() {
    int port = analytics.port();
    analytics.close();
    assertThat(away(api.get(TURNS, token))).isEqualTo("2");
    analytics = StubAnalytics.start(port);
    await().until(() -> api.get(TURNS, token).status() == 200);
  }

  private static void hang(HttpExchange exchange, boolean afterTheHeaders, CountDownLatch end)
      throws IOException {
    if (afterTheHeaders) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      out.write('[');
      out.flush();
    }
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void assertFailed(Answer answer) {
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.body().path("code").asString()).isEqualTo("analytics_failed");
  }

  /** Returns when to come back. */
  private static String away(Answer answer) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(503);
    assertThat(answer.body().path("code").asString()).isEqualTo("analytics_unavailable");
    return answer.header("Retry-After");
  }
}

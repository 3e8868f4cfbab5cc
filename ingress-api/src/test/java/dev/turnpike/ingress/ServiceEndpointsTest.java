package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.testing.TestPlatform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What anyone may ask, and what comes from other services' views. */
class ServiceEndpointsTest {
  private static RunningIngress ingress;
  private static ApiClient api;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of());
    api = ingress.client();
  }

  @AfterAll
  static void stop() {
    ingress.close();
  }

  @Test
  void tellsNameVersionAndHealth() {
    Answer home = api.get("/", null);
    assertThat(home.body().path("name").asString()).isEqualTo("Turnpike");
    assertThat(home.body().path("version").asString()).isNotEmpty();

    for (String path : new String[] {"/health", "/api/v1/health", "/health/readiness"}) {
      Answer health = api.get(path, null);
      assertThat(health.status()).isEqualTo(200);
      assertThat(health.body().path("status").asString()).isEqualTo("healthy");
      assertThat(health.body().at("/components/kafka/state").asString()).isEqualTo("up");
      assertThat(health.body().at("/components/database/state").asString()).isEqualTo("up");
    }
    assertThat(api.get("/health", null).body().at("/components/registry/state").asString())
        .isEqualTo("up");
    assertThat(api.get("/health/liveness", null).status()).isEqualTo(200);
  }

  @Test
  void tellsMetricsInPrometheusText() {
    Answer metrics = api.get("/metrics", null);
    assertThat(metrics.status()).isEqualTo(200);
    assertThat(metrics.header("Content-Type")).startsWith("text/plain");
    assertThat(metrics.raw().body())
        .contains("turnpike_streams_open", "turnpike_turns_accepted_total", "turnpike_mailbox_lag");
  }

  @Test
  void documentsItself() {
    Answer openApi = api.get("/api/v1/openapi.json", null);
    assertThat(openApi.status()).isEqualTo(200);
    assertThat(openApi.body().path("openapi").asString()).startsWith("3.");
    assertThat(openApi.body().path("paths").propertyNames())
        .contains(
            "/api/v1/auth/register",
            "/api/v1/auth/session/{id}/name",
            "/api/v1/chatbot/chat/stream",
            "/api/v1/turns/{id}/cancel",
            "/api/v1/turns/{id}/scores");
    assertThat(openApi.raw().body()).contains("access_token").doesNotContain("\"caller\"");

    Answer docs = api.get("/docs", null);
    assertThat(docs.status()).isEqualTo(302);
    Answer page = api.get(docs.header("Location").replace(api.url(), ""), null);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.raw().body()).contains("Swagger UI");
  }

  @Test
  void whatIsNoHttpGetsAProblemToo() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ingress.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }
  }

  @Test
  void readsScoresOfOwnTurnsOnly() throws SQLException {
    Visitor visitor = api.visitor();
    UUID turn = UUID.randomUUID();
    String user = userOf(visitor);
    try (Connection connection = ingress.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into agent.turn_overview values ('%s', '%s', '%s', 'completed')"
              .formatted(turn, visitor.sessionId(), user));
      statement.execute(
          "insert into judge.turn_scores values ('%s', 'helpful', '1', 'sim', true, 0.75, 'Good.', now())"
              .formatted(turn));
    }
    String path = "/api/v1/turns/" + turn + "/scores";
    for (String token : new String[] {visitor.userToken(), visitor.sessionToken()}) {
      Answer scores = api.get(path, token);
      assertThat(scores.status()).isEqualTo(200);
      assertThat(scores.body().at("/scores/0/score").asDouble()).isEqualTo(0.75);
      assertThat(scores.body().at("/scores/0/rubric_version").asString()).isEqualTo("1");
      assertThat(scores.body().at("/scores/0/lower_is_better").asBoolean(true)).isFalse();
    }
    assertThat(api.get(path, api.visitor().userToken()).status()).isEqualTo(404);
    assertThat(api.get(path, api.visitor().sessionToken()).status()).isEqualTo(404);
  }

  @Test
  void livesWithoutTheViewsOfOthers() {
    TestPlatform platform = TestPlatform.shared();
    try (RunningIngress alone =
        RunningIngress.startWithoutViews(
            platform.bootstrapServers(), platform.newDatabase(), Map.of())) {
      ApiClient client = alone.client();
      Visitor visitor = client.visitor();
      Answer messages = client.get("/api/v1/chatbot/messages", visitor.sessionToken());
      assertThat(messages.status()).isEqualTo(503);
      assertThat(messages.body().path("code").asString()).isEqualTo("not_ready");

      Answer choice =
          client.postJson("/api/v1/auth/session", visitor.userToken(), "{\"agent\":\"poet\"}");
      assertThat(choice.status()).isEqualTo(422);
      assertThat(choice.raw().body()).contains("known: default\"");
    }
  }

  private static String userOf(Visitor visitor) throws SQLException {
    try (Connection connection = ingress.database().connect();
        Statement statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select user_id from ingress.sessions where id = '%s'"
                    .formatted(visitor.sessionId()))) {
      row.next();
      return row.getString(1);
    }
  }
}

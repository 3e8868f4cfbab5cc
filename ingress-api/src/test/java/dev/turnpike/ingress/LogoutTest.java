package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.ingress.tokens.Revocations;
import dev.turnpike.testing.TestPlatform;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tokens that end before they expire, with two nodes on one database. */
class LogoutTest {
  private static final String LOGOUT = "/api/v1/auth/logout";
  private static final String PASSWORD = "Passw0rd!";

  private static RunningIngress here;
  private static RunningIngress there;
  private static ApiClient api;
  private static ApiClient other;

  @BeforeAll
  static void start() {
    here = RunningIngress.start(Map.of());
    there =
        RunningIngress.start(
            TestPlatform.shared().bootstrapServers(),
            here.database(),
            Map.of("turnpike.ingress.mailboxes.node-id", "ingress-1"));
    api = here.client();
    other = there.client();
  }

  @AfterAll
  static void stop() {
    there.close();
    here.close();
  }

  @Test
  void endsTheLoginWithItsSessionsAndNoOther() {
    Visitor visitor = api.visitor();
    String second = api.login(visitor.email(), PASSWORD).body().path("access_token").asString();
    String renewed = list(api, second).body().at("/0/token/access_token").asString();
    assertThat(messages(other, visitor.sessionToken())).isEqualTo(200);

    assertThat(api.postJson(LOGOUT, visitor.userToken(), "").status()).isEqualTo(204);
    assertRevoked(list(api, visitor.userToken()));
    assertThat(messages(api, visitor.sessionToken())).isEqualTo(401);
    await()
        .atMost(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              assertRevoked(list(other, visitor.userToken()));
              assertThat(messages(other, visitor.sessionToken())).isEqualTo(401);
            });
    assertThat(list(api, second).status()).isEqualTo(200);
    assertThat(list(other, second).status()).isEqualTo(200);
    assertThat(messages(api, renewed)).isEqualTo(200);
  }

  @Test
  void aSessionTokenEndsItsLoginToo() {
    Visitor visitor = api.visitor();
    assertThat(api.postJson(LOGOUT, visitor.sessionToken(), "").status()).isEqualTo(204);
    assertRevoked(list(api, visitor.userToken()));
  }

  @Test
  void aTokenOfARenamedSessionBelongsToTheSameLogin() {
    Visitor visitor = api.visitor();
    String path = "/api/v1/auth/session/%s/name".formatted(visitor.sessionId());
    Answer renamed =
        api.form("PATCH", path, visitor.sessionToken(), Map.of("name", "Plans for the garden"));
    String renewed = renamed.body().at("/token/access_token").asString();
    assertThat(messages(api, renewed)).isEqualTo(200);
    api.postJson(LOGOUT, visitor.userToken(), "");
    assertThat(messages(api, renewed)).isEqualTo(401);
  }

  @Test
  void everywhereEndsAllLoginsOfTheUserAndTheNextOneCounts() {
    Visitor visitor = api.visitor();
    Visitor stranger = api.visitor();
    String second = other.login(visitor.email(), PASSWORD).body().path("access_token").asString();
    assertThat(api.postJson(LOGOUT + "?everywhere=true", second, "").status()).isEqualTo(204);
    for (String token : new String[] {visitor.userToken(), second}) {
      assertRevoked(list(api, token));
      await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> assertRevoked(list(other, token)));
    }
    assertThat(messages(api, visitor.sessionToken())).isEqualTo(401);
    String third = other.login(visitor.email(), PASSWORD).body().path("access_token").asString();
    assertThat(list(api, third).status()).isEqualTo(200);
    assertThat(list(other, third).status()).isEqualTo(200);
    assertThat(list(api, stranger.userToken()).status()).isEqualTo(200);
  }

  @Test
  void aNodeThatStartsLaterKnowsItAndSkipsWhatOnlyANewerVersionKnows() {
    Visitor visitor = api.visitor();
    here.bean(JdbcTemplate.class)
        .update(
            "insert into ingress.revocations (kind, subject, user_id, before, expires_at) values ('device', 'd', 'u', now(), now() + interval '1 day')");
    api.postJson(LOGOUT, visitor.userToken(), "");
    await()
        .atMost(Duration.ofSeconds(2))
        .untilAsserted(() -> assertRevoked(list(other, visitor.userToken())));
    try (RunningIngress late =
        RunningIngress.start(TestPlatform.shared().bootstrapServers(), here.database(), Map.of())) {
      assertRevoked(list(late.client(), visitor.userToken()));
    }
  }

  @Test
  void theTokensOfADeletedSessionEnd() {
    Visitor visitor = api.visitor();
    String session = "/api/v1/auth/session/" + visitor.sessionId();
    assertThat(api.delete(session, visitor.sessionToken()).status()).isIn(202, 204);
    Answer refused =
        api.postJson(
            "/api/v1/chatbot/chat", visitor.sessionToken(), ApiClient.message("anybody there?"));
    assertRevoked(refused);
    await()
        .atMost(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(messages(other, visitor.sessionToken())).isEqualTo(401));
    assertThat(list(api, visitor.userToken()).body()).isEmpty();
  }

  @Test
  void whoIsRevokedIsOutEverywhereForEver() {
    Visitor visitor = api.visitor();
    String user = ApiClient.userOf(visitor.userToken());
    here.bean(Revocations.class).revokeUser(user);
    assertRevoked(list(api, visitor.userToken()));
    String inFlight = api.login(visitor.email(), PASSWORD).body().path("access_token").asString();
    assertRevoked(list(api, inFlight));
    await()
        .atMost(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(messages(other, visitor.sessionToken())).isEqualTo(401));
  }

  @Test
  void whoEndsMoreThanAnybodyNeedsHasAllLoginsEnded() throws SQLException {
    Visitor visitor = api.visitor();
    String second = api.login(visitor.email(), PASSWORD).body().path("access_token").asString();
    String user = ApiClient.userOf(second);
    try (Connection connection = here.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into ingress.revocations (kind, subject, user_id, before, expires_at, revoked_at)
          select 'login', '%1$s-' || i, '%1$s', now() - interval '1 day', now() + interval '1 day',
                 now() - interval '1 day'
          from generate_series(1, 10000) as i
          """
              .formatted(user));
      api.postJson(LOGOUT, visitor.userToken(), "");
      assertRevoked(list(api, second));
      try (ResultSet left =
          statement.executeQuery(
              "select count(*) from ingress.revocations where user_id = '%s'".formatted(user))) {
        left.next();
        assertThat(left.getInt(1)).isLessThanOrEqualTo(2);
      }
    }
  }

  private static void assertRevoked(Answer answer) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(401);
    assertThat(answer.body().path("code").asString()).isEqualTo("token_revoked");
    assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
  }

  private static Answer list(ApiClient client, String token) {
    return client.get("/api/v1/auth/sessions", token);
  }

  private static int messages(ApiClient client, String sessionToken) {
    return client.get("/api/v1/chatbot/messages", sessionToken).status();
  }
}

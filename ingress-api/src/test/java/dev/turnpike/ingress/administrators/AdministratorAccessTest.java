package dev.turnpike.ingress.administrators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is an administrator, and how somebody else might try to become one. */
class AdministratorAccessTest {
  private static final String REPORT = "/api/v1/analytics/turns";
  private static final String PASSWORD = "Passw0rd!";
  private static final String OPERATOR = "operator@example.org";

  private static TestDatabase database;
  private static RunningIngress ingress;
  private static ApiClient api;
  private static String operatorToken;

  /** As the documentation says: the operator registers first, then names the account. */
  @BeforeAll
  static void start() {
    TestPlatform platform = TestPlatform.shared();
    database = platform.newDatabase();
    try (RunningIngress before =
        RunningIngress.start(platform.bootstrapServers(), database, Map.of())) {
      assertThat(before.client().register(OPERATOR, PASSWORD).status()).isEqualTo(200);
    }
    ingress =
        RunningIngress.start(
            platform.bootstrapServers(),
            database,
            Map.of(
                "turnpike.ingress.administrators.named", "Operator@Example.org,free@example.org"));
    api = ingress.client();
    operatorToken = api.login(OPERATOR, PASSWORD).body().path("access_token").asString();
  }

  @AfterAll
  static void stop() {
    ingress.close();
  }

  /** There are no analytics, but whoever is told so was let in. */
  @Test
  void theNamedAccountIsLetIn() {
    Answer answer = api.get(REPORT, operatorToken);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().path("code").asString()).isEqualTo("analytics_off");
    assertThat(answer.body().path("detail").asString()).contains("TURN_ANALYTICS_URL");
  }

  @Test
  void othersAreNot() {
    Answer answer = api.get(REPORT, api.visitor().userToken());
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body().path("code").asString()).isEqualTo("administrator_only");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"insufficient_scope\"");
  }

  /** A session's token may be in a page, a key in a program: neither stands for the operator. */
  @Test
  void anAdministratorsOtherTokensAreNot() {
    String session =
        api.postJson("/api/v1/auth/session", operatorToken, "")
            .body()
            .at("/token/access_token")
            .asString();
    String key = api.apiKey(new Visitor(operatorToken, "", "", OPERATOR));
    for (String token : new String[] {session, key}) {
      Answer answer = api.get(REPORT, token);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body().path("code").asString()).isEqualTo("wrong_token_kind");
    }
    assertThat(api.get(REPORT, null).status()).isEqualTo(401);
  }

  /** Nobody confirms addresses: whoever could register one would be an administrator. */
  @Test
  void nobodyRegistersAnAddressThatIsNamed() {
    Answer taken = api.register(OPERATOR, PASSWORD);
    assertThat(taken.status()).isEqualTo(409);
    for (String written :
        new String[] {
          "free@example.org", "FREE@example.org", " free@example.org", "ｆｒｅｅ@example.org"
        }) {
      Answer kept = api.register(written, PASSWORD);
      assertThat(kept.status()).as(written).isEqualTo(409);
      assertThat(kept.withoutRequestId()).isEqualTo(taken.withoutRequestId());
    }
    assertThat(api.register("free@example.com", PASSWORD).status()).isEqualTo(200);
  }

  /** What claims to be one in a header or in the query is not heard. */
  @Test
  void nobodyBecomesOneBySayingSo() {
    String token = api.visitor().userToken();
    for (String query :
        new String[] {"?administrator=true", "?email=" + OPERATOR, "?access_token=" + token}) {
      assertThat(api.get(REPORT + query, token).status()).isEqualTo(403);
    }
    assertThat(api.get(REPORT + "?access_token=" + operatorToken, null).status()).isEqualTo(401);
  }

  @Test
  void whoeverLeavesIsNone() {
    TestDatabase own = TestPlatform.shared().newDatabase();
    Map<String, String> settings =
        Map.of(
            "turnpike.ingress.administrators.named",
            OPERATOR,
            "turnpike.ingress.administrators.may-register",
            "true");
    try (RunningIngress development =
        RunningIngress.start(TestPlatform.shared().bootstrapServers(), own, settings)) {
      ApiClient client = development.client();
      String first = token(client.register(OPERATOR, PASSWORD));
      await().until(() -> client.get(REPORT, first).status() == 404);
      assertThat(client.delete("/api/v1/auth/user", first).status()).isLessThan(300);
      assertThat(client.get(REPORT, first).status()).isEqualTo(401);
      String second = token(client.register(OPERATOR, PASSWORD));
      await().until(() -> client.get(REPORT, second).status() == 404);
      assertThat(client.get(REPORT, first).status()).isEqualTo(401);
    }
  }

  private static String token(Answer registered) {
    return registered.body().at("/token/access_token").asString();
  }
}

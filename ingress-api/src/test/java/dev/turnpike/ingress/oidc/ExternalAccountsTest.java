package dev.turnpike.ingress.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.ingress.tokens.TokenIssuer;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A service whose users have their accounts elsewhere. */
class ExternalAccountsTest {
  private static final String SESSION = "/api/v1/auth/session";
  private static final String SESSIONS = "/api/v1/auth/sessions";
  private static final String MESSAGES = "/api/v1/chatbot/messages";

  private static LocalIssuer issuer;
  private static RunningIngress ingress;
  private static ApiClient api;

  @BeforeAll
  static void start() {
    issuer = new LocalIssuer();
    ingress =
        RunningIngress.start(
            Map.of(
                "turnpike.ingress.oidc.issuer",
                issuer.url(),
                "turnpike.ingress.oidc.audience",
                LocalIssuer.AUDIENCE,
                "turnpike.ingress.administrators.named",
                "grace"));
    api = ingress.client();
    await().until(() -> api.get(SESSIONS, issuer.token("first")).status() == 200);
  }

  @AfterAll
  static void stop() {
    ingress.close();
    issuer.close();
  }

  @Test
  void accessTokensStandAsUserTokens() {
    String ada = issuer.token("ada");
    Answer session = api.postJson(SESSION, ada, "");
    assertThat(session.status()).as(session.raw().body()).isEqualTo(200);
    assertThat(api.postJson(SESSION, issuer.token("ada"), "").status()).isEqualTo(200);
    assertThat(api.get(SESSIONS, issuer.token("ada")).body()).hasSize(2);
    assertThat(api.get(SESSIONS, issuer.token("bob")).body()).isEmpty();
    String token = session.body().at("/token/access_token").asString();
    assertThat(api.get(MESSAGES, token).status()).isEqualTo(200);
    assertThat(api.get(MESSAGES, ada).status()).isEqualTo(403);

    Answer key = api.postJson("/api/v1/auth/api-keys", issuer.token("eve"), "{\"name\": \"k\"}");
    assertThat(key.status()).isEqualTo(201);
    assertThat(api.get("/v1/models", key.body().path("key").asString()).status()).isEqualTo(200);
  }

  @Test
  void registeringAndLoggingInAreElsewhere() {
    for (Answer answer :
        new Answer[] {
          api.register("ada@example.org", "Passw0rd!"), api.login("ada@example.org", "Passw0rd!")
        }) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body().path("code").asString()).isEqualTo("accounts_elsewhere");
      assertThat(answer.body().path("issuer").asString()).isEqualTo(issuer.url());
    }
  }

  /** A subject of ours, or one that only looks like it, is none. */
  @Test
  void administratorsAreSubjects() {
    String report = "/api/v1/analytics/turns";
    assertThat(api.get(report, issuer.token("grace")).status()).isEqualTo(404); // There are none.
    for (String other : new String[] {"Grace", "grace ", "ada"}) {
      Answer refused = api.get(report, issuer.token(other));
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body().path("code").asString()).isEqualTo("administrator_only");
    }
    String own = ingress.bean(TokenIssuer.class).forUser("grace").accessToken();
    assertThat(api.get(report, own).status()).isEqualTo(401);
  }

  @Test
  void loggingOutEndsTheLoginHere() {
    String one = issuer.token("carl", claims -> claims.claim("sid", "one"));
    String renewed = issuer.token("carl", claims -> claims.claim("sid", "one"));
    String two = issuer.token("carl", claims -> claims.claim("sid", "two"));
    String session = api.postJson(SESSION, one, "").body().at("/token/access_token").asString();
    assertThat(api.postJson("/api/v1/auth/logout", renewed, "").status()).isEqualTo(204);
    assertThat(api.get(SESSIONS, one).status()).isEqualTo(401);
    assertThat(api.get(MESSAGES, session).status()).isEqualTo(401);
    assertThat(api.get(SESSIONS, two).status()).isEqualTo(200);
  }

  @Test
  void ourOwnUserTokensAndTheirSessionsDoNotStandIn() {
    String own = ingress.bean(TokenIssuer.class).forUser("u").accessToken();
    assertThat(api.get(SESSIONS, own).status()).isEqualTo(401);
    String session =
        api.postJson(SESSION, issuer.token("ada"), "").body().at("/token/access_token").asString();
    assertThat(api.get(SESSIONS, session).status()).isEqualTo(403);
  }

  /** Or it would come back when its revocation is forgotten. */
  @Test
  void aTokenThatIsGoodForTooLongIsNot() {
    Date longAgo = Date.from(Instant.now().minusSeconds(31L * 24 * 60 * 60));
    Answer old = api.get(SESSIONS, issuer.token("ada", claims -> claims.issueTime(longAgo)));
    assertThat(old.status()).isEqualTo(401);
    assertThat(old.body().path("code").asString()).isEqualTo("token_expired");
  }

  @Test
  void whatIsNoTokenOfTheIssuerIsRefused() {
    await().until(() -> issuer.keyReads.get() > 0);
    String other = issuer.token("ada", claims -> claims.audience("another-service"));
    Answer refused = api.get(SESSIONS, other);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.body().path("code").asString()).isEqualTo("token_invalid");
  }
}

package dev.turnpike.ingress.limits.rates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.ingress.limits.rates.Visits.Answer;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Limits as clients meet them, on a node behind a proxy and on one that stands alone. */
class RateLimitTest {
  private static final String LIMITS = "turnpike.ingress.limits.";
  private static final Map<String, String> LOW =
      Map.ofEntries(
          Map.entry(LIMITS + "factor", "1"),
          Map.entry(LIMITS + "root", "3/31d"),
          Map.entry(LIMITS + "health", "2/31d"),
          Map.entry(LIMITS + "models", "2/31d"),
          Map.entry(LIMITS + "messages", "3/31d"),
          Map.entry(LIMITS + "stream", "1/31d"),
          Map.entry(LIMITS + "register", "4/31d"),
          Map.entry(LIMITS + "login", "6/31d"),
          Map.entry(LIMITS + "login-account", "3/31d"),
          Map.entry(LIMITS + "failures", "3/31d"),
          Map.entry(LIMITS + "endings", "2/31d"),
          Map.entry(LIMITS + "others", "5/30d,10/31d"),
          Map.entry(LIMITS + "address", "60/31d"),
          Map.entry("turnpike.ingress.cors.origins", "https://chat.example.com"));

  private static TestDatabase database;
  private static Visits proxied;

  @BeforeAll
  static void start() {
    database = TestPlatform.shared().newDatabase();
    proxied = start(Map.of("turnpike.ingress.proxies.trusted", "127.0.0.0/8"));
  }

  @AfterAll
  static void stop() {
    proxied.close();
  }

  @Test
  void tellsHowItStandsAndRefusesWhatIsTooMuch() {
    Visits visitor = proxied.from("192.0.2.1");
    for (int left = 2; left >= 0; left--) {
      Answer answer = visitor.get("/");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("RateLimit-Limit")).isEqualTo("3");
      assertThat(answer.header("RateLimit-Remaining")).isEqualTo(Integer.toString(left));
      assertThat(answer.header("RateLimit-Policy")).isEqualTo("3;w=2678400");
      assertThat(answer.header("Retry-After")).isEmpty();
    }
    Answer refused = visitor.get("/");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.json().path("code").asString()).isEqualTo("rate_limited");
    String wait = refused.header("Retry-After");
    assertThat(Long.parseLong(wait)).isBetween(1L, 2 * 31 * 86_400L);
    assertThat(refused.header("RateLimit-Reset")).isEqualTo(wait);
    assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
    assertThat(refused.json().path("detail").asString())
        .isEqualTo(
            "Too many calls: no more than 3 in 31 days from one address (root). Try again in %s s."
                .formatted(wait));
    assertThat(proxied.from("192.0.2.2").get("/").status()).isEqualTo(200);
    assertThat(counted("root", "limited")).isPositive();
    assertThat(counted("root", "allowed")).isGreaterThanOrEqualTo(4);
  }

  @Test
  void countsUsersWithTokensWhereverTheyAre() {
    Visits home = proxied.from("192.0.2.10");
    String[] user = home.newUser();
    String[] neighbour = home.newUser();
    String[] session = home.newSession(user); // The first of the others.
    String[] another = home.newSession(user);
    assertThat(home.get("/api/v1/usage", user).header("RateLimit-Remaining"))
        .as("an answer from another thread is counted once too")
        .isEqualTo("2");
    assertThat(home.get("/api/v1/usage", neighbour).header("RateLimit-Remaining")).isEqualTo("4");
    assertThat(home.get("/api/v1/usage", neighbour).header("RateLimit-Policy"))
        .isEqualTo("5;w=2592000, 10;w=2678400");

    Visits office = proxied.from("192.0.2.11");
    assertThat(office.get("/api/v1/chatbot/messages", session).header("RateLimit-Remaining"))
        .isEqualTo("2");
    assertThat(home.get("/api/v1/chatbot/messages", another).header("RateLimit-Remaining"))
        .as("sessions are their user's")
        .isEqualTo("1");
  }

  @Test
  void tellsWithAStreamToo() {
    Visits home = proxied.from("192.0.2.15");
    String[] session = home.newSession(home.newUser());
    assertThat(home.opened(session)).containsExactly("200", "text/event-stream", "0");
    assertThat(home.opened(session)).containsExactly("429", "application/problem+json", "0");
  }

  @Test
  void answersOpenAiClientsInTheirForm() {
    Visits home = proxied.from("192.0.2.20");
    String[] user = home.newUser();
    assertThat(home.get("/v1/models", user).header("x-ratelimit-remaining-requests"))
        .isEqualTo("1");
    home.get("/v1/models", user);
    Answer refused = home.get("/v1/models", user);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().at("/error/type").asString()).isEqualTo("rate_limit_error");
    assertThat(refused.json().at("/error/code").asString()).isEqualTo("rate_limited");
    assertThat(refused.header("x-ratelimit-limit-requests")).isEqualTo("2");
    assertThat(refused.header("x-ratelimit-reset-requests"))
        .isEqualTo(refused.header("Retry-After") + "s");
  }

  @Test
  void knowsClientsBehindTheProxy() {
    for (int i = 0; i < 3; i++) {
      proxied.from("198.51.100.%d, 192.0.2.30".formatted(i)).get("/");
      proxied.from("2001:db8::%d".formatted(i)).get("/");
    }
    assertThat(proxied.from("198.51.100.99, 192.0.2.30").get("/").status()).isEqualTo(429);
    assertThat(proxied.from("2001:db8::ffff:1").get("/").status())
        .as("a network of IPv6 is one client")
        .isEqualTo(429);
    assertThat(proxied.from("2001:db8:0:1::1").get("/").status()).isEqualTo(200);
    assertThat(proxied.from("192.0.2.31").get("/").status()).isEqualTo(200);
  }

  @Test
  void countsLoginsByNameToo() {
    String[] names = {"ann@example.org", "Ann@Example.org", "%20ANN%40example.org%20"};
    for (int i = 0; i < names.length; i++) {
      Answer answer = proxied.from("192.0.2.4" + i).login(names[i]);
      assertThat(answer.status()).isIn(401, 422);
      assertThat(answer.header("RateLimit-Remaining")).isEqualTo("5");
    }
    Answer refused = proxied.from("192.0.2.45").login("ann@example.org");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().path("detail").asString()).contains("for one account");
    assertThat(refused.header("Retry-After")).isNotEmpty();
    assertThat(refused.header("RateLimit-Limit")).isEqualTo("3");
    assertThat(proxied.from("192.0.2.45").login("bob@example.org").status()).isEqualTo(401);
  }

  @Test
  void readsNamesOnlyWhereTheyAreCounted() {
    Visits guesser = proxied.from("192.0.2.46");
    String form = "grant_type=password&password=wrong";
    Answer byHeader = guesser.sendForm(form, "username", "cat@example.org");
    assertThat(byHeader.status()).as("a name in a header is none").isEqualTo(422);
    assertThat(byHeader.json().at("/errors/0/field").asString()).isEqualTo("username");
    for (int i = 0; i < 3; i++) {
      assertThat(guesser.sendForm(form + "&!username=cat@example.org").status()).isEqualTo(401);
    }
    assertThat(guesser.login("cat@example.org").status())
        .as("however the form was written")
        .isEqualTo(429);
  }

  @Test
  void countsLoginsByAddressWhateverTokenTheyCarry() {
    Visits guesser = proxied.from("192.0.2.50");
    for (int i = 0; i < 6; i++) {
      assertThat(guesser.login("guess-" + i + "@example.org").status()).isEqualTo(401);
    }
    assertThat(guesser.login("guess-7@example.org").status()).isEqualTo(429);
  }

  @Test
  void stopsLookingKeysUpWhenTooManyAreNone() {
    Visits home = proxied.from("192.0.2.60");
    String[] user = home.newUser();
    String[] known = home.newKey(user);
    String[] unknown = home.newKey(user);
    assertThat(home.get("/v1/models", known).status()).isEqualTo(200);
    for (int i = 0; i < 3; i++) {
      assertThat(home.get("/v1/models", Visits.bearer("tp-guess" + i)).status()).isEqualTo(401);
    }
    Answer refused = home.get("/v1/models", Visits.bearer("tp-guess"));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().at("/error/message").asString()).contains("failures");
    assertThat(refused.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(home.get("/v1/models", unknown).header("RateLimit-Policy")).startsWith("3;");
    assertThat(home.get("/v1/models", known).status()).as("good before").isEqualTo(200);
    Answer elsewhere = home.from("192.0.2.61").get("/v1/models", unknown);
    assertThat(elsewhere.json().at("/error/message").asString())
        .as("looked up, and the third of its user's calls")
        .contains("(models)");
  }

  /** Not even when nobody can tell their addresses apart. */
  @Test
  void nobodyShutsOutWhoHasJustLoggedIn() {
    Visits home = proxied.from("192.0.2.62");
    for (int i = 0; i < 5; i++) {
      home.get("/v1/models", Visits.bearer("tp-guess" + i));
      assertThat(home.get("/v1/models", Visits.bearer("guess" + i)).status()).isEqualTo(401);
    }
    assertThat(home.get("/v1/models", home.newUser()).status()).isEqualTo(200);
  }

  @Test
  void nobodyUsesUpTheWayOutOfAnother() {
    Visits home = proxied.from("192.0.2.65");
    String[] owner = home.newUser();
    String[] thief = home.newSession(owner);
    for (int i = 0; i < 4; i++) {
      assertThat(home.get("/api/v1/usage", thief).status()).isEqualTo(200);
    }
    assertThat(home.get("/api/v1/usage", owner).status()).isEqualTo(429);
    for (int i = 0; i < 2; i++) {
      assertThat(home.delete("/api/v1/auth/session/none", thief).status()).isEqualTo(404);
    }
    Answer refused = home.delete("/api/v1/auth/api-keys/none", owner);
    assertThat(refused.status()).as("the same login").isEqualTo(429);
    assertThat(refused.json().path("detail").asString()).contains("for one login (endings)");
  }

  @Test
  void aNewLoginEndsTheOthersWhateverTheyDid() {
    Visits home = proxied.from("192.0.2.66");
    String name = UUID.randomUUID() + "@example.org";
    String[] thief = home.newUser(name);
    for (int i = 0; i < 6; i++) {
      home.get("/api/v1/usage", thief);
      home.delete("/api/v1/auth/session/none", thief);
    }
    assertThat(home.delete("/api/v1/auth/session/none", thief).status()).isEqualTo(429);
    String[] owner = home.newLogin(name);
    assertThat(home.send("POST", "/api/v1/auth/logout?everywhere=true", "", owner).status())
        .isEqualTo(204);
    assertThat(home.get("/v1/models", thief).status()).isEqualTo(401);
  }

  @Test
  void leavesProbesAndPreflightsAlone() {
    Visits home = proxied.from("192.0.2.70");
    for (int i = 0; i < 5; i++) {
      assertThat(home.get("/health/liveness").status()).isEqualTo(200);
      assertThat(home.get("/health/readiness").header("RateLimit-Limit")).isEmpty();
      Answer preflight =
          home.send(
              "OPTIONS",
              "/",
              "",
              "Origin",
              "https://chat.example.com",
              "Access-Control-Request-Method",
              "GET");
      assertThat(preflight.status()).isEqualTo(204);
    }
    assertThat(home.get("/").header("RateLimit-Remaining")).isEqualTo("2");
    home.get("/health");
    home.get("/api/v1/health");
    assertThat(home.get("/health").status()).isEqualTo(429);
  }

  @Test
  void readsPathsAsTheControllersDo() {
    Visits home = proxied.from("192.0.2.80");
    assertThat(home.register("/api/v1/auth/register").header("RateLimit-Remaining")).isEqualTo("3");
    assertThat(home.register("/api/v1/auth/%72egister").header("RateLimit-Remaining"))
        .isEqualTo("2");
  }

  @Test
  void countsAllOfAnAddressWhenAskedTo() {
    Visits home = proxied.from("192.0.2.90");
    for (int i = 0; i < 60; i++) {
      assertThat(home.get("/docs").status()).isEqualTo(302);
    }
    Answer refused = home.get("/docs");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().path("detail").asString()).contains("60 in 31 days", "(address)");
  }

  /**
   * What one node let in the other knows soon; what a client says of itself it does not believe.
   */
  @Test
  void sharesLimitsBetweenNodesAndBelievesNobody() {
    Visits loopback = proxied.from("127.0.0.1");
    for (int i = 0; i < 4; i++) {
      assertThat(loopback.register("/api/v1/auth/register").status()).isEqualTo(200);
    }
    try (Visits alone = start(Map.of("spring.main.cloud-platform", "kubernetes"))) {
      int[] allowed = {0};
      Awaitility.await()
          .atMost(Duration.ofSeconds(5))
          .until(
              () -> {
                int status =
                    alone.from("192.0.2." + allowed[0]).register("/api/v1/auth/register").status();
                allowed[0] += status == 200 ? 1 : 0;
                return status == 429;
              });
      assertThat(allowed[0]).as("before it heard of the others").isBetween(1, 3);
      assertThat(alone.from("192.0.2.99").register("/api/v1/auth/register").status())
          .isEqualTo(429);
    }
  }

  private static Visits start(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(LOW);
    settings.putAll(more);
    return new Visits(
        RunningIngress.start(TestPlatform.shared().bootstrapServers(), database, settings), "");
  }

  private static double counted(String limited, String outcome) {
    return proxied
        .ingress()
        .bean(MeterRegistry.class)
        .counter("turnpike.limits.calls", "class", limited, "outcome", outcome)
        .count();
  }
}

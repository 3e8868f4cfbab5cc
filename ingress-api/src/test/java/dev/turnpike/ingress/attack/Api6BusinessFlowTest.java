package dev.turnpike.ingress.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.RunningIngress;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * OWASP API6:2023, unrestricted access to sensitive business flows: accounts by the dozen, guessed
 * passwords, questions that cost money. The limits' own tests know more.
 */
class Api6BusinessFlowTest {
  private static RunningIngress ingress;
  private static ApiClient api;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of("turnpike.ingress.limits.factor", "1"));
    api = ingress.client();
  }

  @AfterAll
  static void stop() {
    ingress.close();
  }

  private static void assertEndsIn429(int calls, IntFunction<Answer> call) {
    Answer answer = call.apply(0);
    for (int i = 1; i <= calls && answer.status() != 429; i++) {
      answer = call.apply(i);
    }
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.body().path("code").asString()).isEqualTo("rate_limited");
    assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
    assertThat(answer.header("RateLimit-Remaining")).isEqualTo("0");
  }

  @Test
  void accountsAreNotMadeByTheDozen() {
    assertEndsIn429(11, i -> api.register("robot-%d@example.org".formatted(i), "Passw0rd!"));
  }

  @Test
  void passwordsAreNotGuessedByTheHundred() {
    assertEndsIn429(21, i -> api.login("victim@example.org", "Guess%d!!x".formatted(i)));
  }

  /** Whatever address a client claims to have. */
  @Test
  void nobodyEscapesByAForgedAddress() {
    assertEndsIn429(21, i -> api.get("/health?from=10.0.0." + i, null));
  }
}

package dev.turnpike.ingress.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.RunningIngress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More logins at once than requests may block: others go on. */
class LoginStormTest {
  private static final int LOGINS = 1_500;

  /** Less than the refusals: those must not use the limits up. More than are served. */
  private static final int FEW = 300;

  @Test
  void whatFindsNoPlaceIsToldWhenToComeAndOthersGoOn() {
    try (RunningIngress ingress =
            RunningIngress.start(
                Map.of(
                    "turnpike.ingress.passwords.strength", "11",
                    "turnpike.ingress.passwords.threads", "1",
                    "turnpike.ingress.passwords.queue", "5",
                    "turnpike.ingress.limits.factor", "1",
                    "turnpike.ingress.limits.login", FEW + "/1d",
                    "turnpike.ingress.limits.login-account", FEW + "/1d"));
        HttpClient http = HttpClient.newHttpClient()) {
      ApiClient api = ingress.client();
      String token =
          api.register("ada@example.org", "Passw0rd!").body().at("/token/access_token").asString();

      List<CompletableFuture<HttpResponse<String>>> storm =
          IntStream.range(0, LOGINS).mapToObj(_ -> login(http, ingress.port())).toList();
      assertThat(api.get("/api/v1/auth/sessions", token).status()).isEqualTo(200);
      List<HttpResponse<String>> answers = storm.stream().map(CompletableFuture::join).toList();

      assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 503);
      List<HttpResponse<String>> refused =
          answers.stream().filter(answer -> answer.statusCode() == 503).toList();
      assertThat(refused)
          .isNotEmpty()
          .allSatisfy(
              answer -> {
                assertThat(answer.body()).contains("\"busy\"");
                assertThat(retryAfter(answer)).isBetween(1L, 120L);
              });
      assertThat(refused.stream().mapToLong(LoginStormTest::retryAfter).distinct().count())
          .as("they are sent back at different times")
          .isGreaterThan(10);
    }
  }

  private static long retryAfter(HttpResponse<String> answer) {
    return answer.headers().firstValueAsLong("Retry-After").orElseThrow();
  }

  private static CompletableFuture<HttpResponse<String>> login(HttpClient http, int port) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1/auth/login".formatted(port)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "username=ada%40example.org&password=Passw0rd%21&grant_type=password"))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString());
  }
}

package dev.turnpike.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.turnpike.bench.load.LoginStorm.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeApiTest {
  private static final Credentials ADA = new Credentials("ada@example.org", "Pass&w0rd!");
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Reference REFERENCE = Reference.of("sim", List.of("a", "b"));

  private final HttpServer server;

  NativeApiTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void givesTheTokenThatIsInTheAnswer() {
    answer("/api/v1/auth/register", 201, "", "{\"token\":{\"access_token\":\"new\"}}");
    answer("/api/v1/auth/login", 200, "", "{\"access_token\":\"in\"}");
    answer("/api/v1/auth/session", 200, "", "{\"token\":{\"access_token\":\"session\"}}");

    assertThat(api().register(ADA, Map.of())).isEqualTo(new Reply.Done<>("new"));
    assertThat(api().login(ADA, Map.of())).isEqualTo(new Reply.Done<>("in"));
    assertThat(api().session("in", Map.of())).isEqualTo(new Reply.Done<>("session"));
  }

  @Test
  void sendsTheHeadersThatItIsGiven() {
    server.createContext(
        "/api/v1/auth/login",
        exchange -> {
          String from = exchange.getRequestHeaders().getFirst("X-Forwarded-For");
          byte[] body =
              "{\"access_token\":\"%s\"}".formatted(from).getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });

    assertThat(api().login(ADA, Map.of("X-Forwarded-For", "10.1.2.3")))
        .isEqualTo(new Reply.Done<>("10.1.2.3"));
  }

  @ParameterizedTest
  @CsvSource({"429, 7, 7", "503, 120, 120"})
  void aWordWhenToComeAgainIsARefusal(int status, String after, long seconds) {
    answer("/api/v1/auth/login", status, after, "{}");

    assertThat(api().login(ADA, Map.of()))
        .isEqualTo(new Reply.Refused<>(status, Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @CsvSource({
    "429, '', HTTP 429 without Retry-After",
    "503, 0, HTTP 503 without Retry-After",
    "503, soon, HTTP 503 without Retry-After",
    "500, 7, HTTP 500",
    "401, '', HTTP 401"
  })
  void anyOtherStatusIsAFailure(int status, String after, String reason) {
    answer("/api/v1/auth/login", status, after, "{}");

    assertThat(api().login(ADA, Map.of()))
        .isEqualTo(new Reply.Failed<>(Reply.Stage.TURNED_AWAY, reason));
  }

  @Test
  void whereNothingAnswersItSaysThatThereWasNoAnswer() {
    URI nowhere = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    server.stop(0);

    assertThat(new NativeApi(nowhere, SILENCE).login(ADA, Map.of()))
        .isInstanceOfSatisfying(
            Reply.Failed.class,
            failed -> assertThat(failed.stage()).isEqualTo(Reply.Stage.UNANSWERED));
  }

  @Test
  void anAnswerWithoutATokenIsABrokenPromise() {
    answer("/api/v1/auth/login", 200, "", "{}");

    assertThat(api().login(ADA, Map.of()))
        .isEqualTo(new Reply.Failed<>(Reply.Stage.ACCEPTED, "an answer without a token"));
  }

  @Test
  void aWholeAnswerIsATurnAndAWrongOneABrokenPromise() throws IOException {
    try (FakeTurnpike right = FakeTurnpike.answering(List.of("a", "b"), Duration.ZERO);
        FakeTurnpike wrong = FakeTurnpike.answering(List.of("a", "c"), Duration.ZERO)) {
      assertThat(ask(right))
          .isInstanceOfSatisfying(
              Reply.Done.class, done -> assertThat(((Turn) done.value()).tokens()).isEqualTo(2));
      assertThat(ask(wrong)).isEqualTo(new Reply.Failed<>(Reply.Stage.ACCEPTED, "wrong text"));
      wrong.refuses(1);
      assertThat(ask(wrong)).isEqualTo(new Reply.Refused<>(503, Duration.ofSeconds(1)));
    }
  }

  private static Reply<Turn> ask(FakeTurnpike turnpike) {
    return NativeApi.ask(new NativeApi(turnpike.url(), SILENCE).lane("t"), REFERENCE, SILENCE);
  }

  private NativeApi api() {
    return new NativeApi(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), SILENCE);
  }

  private void answer(String path, int status, String after, String text) {
    server.createContext(
        path,
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          if (!after.isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", after);
          }
          byte[] body = text.getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}

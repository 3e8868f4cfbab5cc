package dev.turnpike.ingress.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.ingress.attack.Wire.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OWASP API4:2023, unrestricted resource consumption: what is large is refused early, and what is
 * slow is cut in bounded time and holds nobody up.
 */
class Api4ResourceConsumptionTest {
  private static final String HOST = "Host: localhost\r\n";
  private static final int TIMEOUT_MILLIS = 20_000;

  /** More than the server has threads. */
  private static final int SLOW_ONES = 260;

  private static RunningIngress ingress;
  private static ApiClient api;
  private static String token;

  @BeforeAll
  static void start() {
    ingress =
        RunningIngress.start(
            Map.of(
                "turnpike.ingress.requests.head-deadline", "2s",
                "turnpike.ingress.requests.body-deadline", "3s"));
    api = ingress.client();
    token = api.visitor().sessionToken();
  }

  @AfterAll
  static void stop() {
    ingress.close();
  }

  private static Reply ask(String request) throws IOException {
    try (Wire wire = Wire.to(ingress.port(), TIMEOUT_MILLIS)) {
      wire.send(request);
      return wire.read(true);
    }
  }

  @Test
  void longAddressesAndHeadersAreRefused() throws IOException {
    assertThat(ask("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\n" + HOST + "\r\n").status())
        .isEqualTo(414);
    assertThat(ask("GET / HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(9_000) + "\r\n\r\n").status())
        .isEqualTo(431);
    assertThat(ask("GET / HTTP/1.1\r\n" + HOST + "X: y\r\n".repeat(2_000) + "\r\n").status())
        .isEqualTo(431);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"messages\":", "{\"messages\":[", "{\"a\":{\"b\":"})
  void deepJsonIsRefused(String open) {
    String deep = open.repeat(30_000);
    assertThat(api.postJson("/api/v1/chatbot/chat", token, deep).status()).isIn(400, 422);
  }

  @Test
  void hugeNumbersAndNamesAreRefused() {
    String number = "{\"messages\":" + "9".repeat(100_000) + "}";
    String name = "{\"" + "n".repeat(100_000) + "\":1}";
    assertThat(api.postJson("/api/v1/chatbot/chat", token, number).status()).isEqualTo(400);
    assertThat(api.postJson("/api/v1/chatbot/chat", token, name).status()).isEqualTo(400);
  }

  @Test
  void largeBodiesAreRefusedHoweverTheyCome() throws IOException {
    String head =
        "POST /api/v1/chatbot/chat HTTP/1.1\r\n"
            + HOST
            + "Content-Type: application/json\r\nAuthorization: Bearer "
            + token
            + "\r\n";
    String body = "{\"messages\":\"" + "x".repeat(600_000) + "\"}";
    assertThat(ask(head + "Content-Length: " + body.length() + "\r\n\r\n" + body).status())
        .isEqualTo(413);
    String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
    assertThat(ask(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk).status()).isEqualTo(413);
  }

  @Test
  void formsWithManyFieldsAreRefused() throws IOException {
    StringBuilder form = new StringBuilder("username=a&password=b");
    for (int i = 0; i < 1_000; i++) {
      form.append("&f").append(i).append("=1");
    }
    String head =
        "POST /api/v1/auth/login HTTP/1.1\r\n"
            + HOST
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ";
    assertThat(ask(head + form.length() + "\r\n\r\n" + form).status()).isEqualTo(400);
    String large = "username=a&password=" + "b".repeat(100_000);
    assertThat(ask(head + large.length() + "\r\n\r\n" + large).status()).isEqualTo(400);
  }

  /** Slowloris: a byte now and then, so that no idle timeout ever ends. */
  @Test
  void headersThatDripAreCut() throws IOException {
    assertIsCut("GET / HTTP/1.1\r\n" + HOST + "X-Slow: ");
  }

  @Test
  void bodiesThatDripAreCut() throws IOException {
    assertIsCut(
        "POST /api/v1/auth/register HTTP/1.1\r\n"
            + HOST
            + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{\"email\":\"");
    assertIsCut(
        "POST /api/v1/auth/register HTTP/1.1\r\n"
            + HOST
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n{\"email\":\"");
  }

  private static void assertIsCut(String beginning) throws IOException {
    try (Wire wire = Wire.to(ingress.port(), TIMEOUT_MILLIS)) {
      wire.send(beginning);
      Awaitility.await()
          .atMost(Duration.ofSeconds(15))
          .pollInterval(300, TimeUnit.MILLISECONDS)
          .untilAsserted(() -> assertThat(isOpenAfter(wire, "x")).isFalse());
    }
  }

  private static boolean isOpenAfter(Wire wire, String more) {
    try {
      wire.send(more);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** They take no thread from anybody else. */
  @Test
  void manySlowBodiesHoldNobodyUp() throws IOException {
    List<Wire> slow = new ArrayList<>();
    try {
      for (int i = 0; i < SLOW_ONES; i++) {
        Wire wire = Wire.to(ingress.port(), TIMEOUT_MILLIS);
        slow.add(wire);
        wire.send(
            "POST /api/v1/auth/register HTTP/1.1\r\n"
                + HOST
                + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{");
      }
      try (Wire other = Wire.to(ingress.port(), 1_500)) {
        other.send("GET /health/liveness HTTP/1.1\r\n" + HOST + "\r\n");
        assertThat(other.read(true).status()).isEqualTo(200);
      }
    } finally {
      slow.forEach(Wire::close);
    }
  }

  /** What is being answered is no slow request. */
  @Test
  void streamsOutliveTheDeadlines() throws IOException {
    try (Wire wire = Wire.to(ingress.port(), TIMEOUT_MILLIS)) {
      String body = ApiClient.message("long");
      wire.send(
          "POST /api/v1/chatbot/chat/stream HTTP/1.1\r\n"
              + HOST
              + "Content-Type: application/json\r\nAuthorization: Bearer "
              + api.visitor().sessionToken()
              + "\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
      assertThat(wire.read(true).isStream()).isTrue();
      long begun = System.nanoTime();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(6));
      assertThat(isOpenAfter(wire, "\r\n")).isTrue();
      assertThat(isOpenAfter(wire, "\r\n")).isTrue();
    }
  }
}

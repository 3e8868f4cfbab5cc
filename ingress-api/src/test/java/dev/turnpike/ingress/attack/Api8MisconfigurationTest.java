package dev.turnpike.ingress.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.Party;
import dev.turnpike.ingress.attack.Wire.Reply;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OWASP API8:2023, security misconfiguration: methods, headers and types that are a service's way
 * of saying too much or of being read in two ways. {@link SmugglingTest} has what is not even HTTP.
 */
class Api8MisconfigurationTest {
  private static final Target target = Target.start();
  private static Party party;

  @BeforeAll
  static void meet() {
    party = Party.of(target.api());
  }

  private static Reply ask(String request) throws IOException {
    try (Wire wire = target.wire(10_000)) {
      wire.send(request);
      return wire.read(!request.startsWith("HEAD"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "TRACK", "DEBUG", "CONNECT", "PROPFIND", "FOO"})
  void methodsOfNobodyAreRefused(String method) throws IOException {
    Reply reply =
        ask(method + " /health HTTP/1.1\r\nHost: localhost\r\nX-Secret: repeated\r\n\r\n");
    assertThat(reply.status()).isIn(400, 405, 501);
    assertThat(reply.body()).doesNotContain("repeated");
  }

  @Test
  void answersSayNothingOfTheServer() throws IOException {
    for (String path : List.of("/", "/health", "/nothing", "/api/v1/auth/sessions", "/%zz")) {
      Reply reply = ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(reply.headers()).doesNotContainKeys("server", "x-powered-by");
      assertThat(reply.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
      assertThat(reply.body()).doesNotContainIgnoringCase("jetty").doesNotContain("Exception");
    }
  }

  /** Nothing of a request comes back in a header, nor as anything but JSON. */
  @Test
  void hostsAndPathsAreNotRepeated() throws IOException {
    Reply docs =
        ask("GET /docs HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: worse.example\r\n\r\n");
    assertThat(docs.header("Location")).doesNotContain("worse.example");
    Reply page = ask("GET /<script>alert(1)</script> HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(page.status()).isIn(400, 404);
    assertThat(page.header("Content-Type")).isEqualTo("application/problem+json");
    Reply document = ask("GET /api/v1/openapi.json HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    assertThat(document.body()).doesNotContain("evil.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health?x=%0d%0aSet-Cookie:%20a=b",
        "/%0d%0aSet-Cookie:%20a=b",
        "/docs?url=%0d%0aX:%20y",
        "/api/v1/turns/%0d%0aX:%20y"
      })
  void noLineBreakReachesAHeader(String path) throws IOException {
    Reply reply = ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(reply.headers()).doesNotContainKeys("set-cookie", "x");
  }

  /** Nor does one that stands in a name or a value. */
  @Test
  void requestIdsCannotForgeHeadersOrLogs() throws IOException {
    Reply reply =
        ask("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: a b\tERROR forged\r\n\r\n");
    assertThat(reply.header("X-Request-Id")).doesNotContain("forged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "text/html",
        "application/x-java-serialized-object",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/*",
        "nonsense"
      })
  void bodiesOfOtherTypesAreRefused(String type) {
    Answer answer =
        target
            .api()
            .send(
                "POST",
                "/api/v1/chatbot/chat",
                party.visitor().sessionToken(),
                type,
                BodyPublishers.ofString(
                    "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                    StandardCharsets.UTF_16));
    assertThat(answer.status()).isIn(400, 415);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  /** Unless they were configured. */
  @Test
  void otherOriginsGetNoCredentials() throws IOException {
    for (String origin : List.of("https://evil.example", "null", "http://localhost.evil.example")) {
      Reply reply =
          ask(
              "OPTIONS /api/v1/chatbot/chat HTTP/1.1\r\nHost: localhost\r\nOrigin: %s\r\nAccess-Control-Request-Method: POST\r\n\r\n"
                  .formatted(origin));
      assertThat(reply.headers()).doesNotContainKey("access-control-allow-origin");
      assertThat(reply.headers()).doesNotContainKey("access-control-allow-credentials");
    }
  }

  @Test
  void aGetHasNoBody() throws IOException {
    assertThat(
            ask("GET /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}").status())
        .isEqualTo(400);
  }

  @AfterAll
  static void stop() {
    target.close();
  }
}

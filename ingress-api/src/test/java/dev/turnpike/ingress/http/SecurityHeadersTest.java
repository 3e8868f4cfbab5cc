package dev.turnpike.ingress.http;

import static dev.turnpike.ingress.http.PlainClient.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.RunningIngress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SecurityHeadersTest {
  private static final String JSON = "application/json";
  private static RunningIngress ingress;
  private static PlainClient client;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of());
    client = new PlainClient(ingress);
  }

  @AfterAll
  static void stop() {
    ingress.close();
  }

  @Test
  void everyAnswerHasThem() throws Exception {
    ApiClient.Visitor visitor = ingress.client().visitor();
    String session = "Bearer " + visitor.sessionToken();
    requirePlain(200, client.get("/"));
    requirePlain(200, client.get("/health"));
    requirePlain(200, client.get("/metrics"));
    requirePlain(200, client.get("/api/v1/chatbot/messages", "Authorization", session));
    requirePlain(401, client.get("/api/v1/chatbot/messages"));
    requirePlain(403, client.get("/api/v1/auth/sessions", "Authorization", session));
    requirePlain(404, client.get("/nowhere"));
    requirePlain(405, client.send("PUT", "/health", ""));
    requirePlain(422, client.send("POST", "/api/v1/auth/register", "{}", "Content-Type", JSON));
    requirePlain(400, client.send("POST", "/api/v1/auth/register", "{", "Content-Type", JSON));
    requirePlain(413, client.send("POST", "/api/v1/auth/register", "x".repeat(600_000)));
  }

  @Test
  void streamsHaveThemToo() throws Exception {
    ApiClient.Visitor visitor = ingress.client().visitor();
    try (var stream = ingress.client().stream(visitor.sessionToken(), ApiClient.message("Hello"))) {
      assertThat(stream.status()).isEqualTo(200);
      SecurityHeaders.PLAIN.forEach(
          (name, value) -> assertThat(stream.header(name)).isEqualTo(value));
    }
  }

  @Test
  void whatIsNoHttpHasThemToo() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ingress.port())) {
      socket
          .getOutputStream()
          .write("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 400");
      SecurityHeaders.PLAIN.forEach(
          (name, value) -> assertThat(answer).contains(name + ": " + value));
      assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("server:", "jetty");
    }
  }

  @Test
  void pagesMayRunTheirOwnScriptsOnly() throws Exception {
    String policy = header(client.get("/swagger-ui/index.html"), "Content-Security-Policy");
    assertThat(policy)
        .startsWith("default-src 'none'; script-src 'self';")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe-eval", "*");
  }

  @Test
  void theConsoleRunsNothingInlineAndAsksNobodyElse() throws Exception {
    for (String path :
        new String[] {"/console", "/console/", "/console/nothing.js", "/webjars/marked/nothing"}) {
      HttpResponse<String> answer = client.get(path);
      assertThat(header(answer, "Content-Security-Policy"))
          .as(path)
          .isEqualTo(SecurityHeaders.CONSOLE)
          .doesNotContain("unsafe", "*", "http");
      assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    }
    requirePlain(404, client.get("/consoles"));
  }

  @Test
  void asksForEncryptionOverEncryptedConnectionsOnly() throws Exception {
    String name = "Strict-Transport-Security";
    assertThat(header(client.get("/health"), name)).isEmpty();
    assertThat(header(client.get("/health", "X-Forwarded-Proto", "http"), name)).isEmpty();
    assertThat(header(client.get("/health", "X-Forwarded-Proto", "https"), name))
        .isEqualTo("max-age=31536000");
  }

  private static void requirePlain(int status, HttpResponse<?> answer) {
    assertThat(answer.statusCode()).isEqualTo(status);
    SecurityHeaders.PLAIN.forEach(
        (name, value) ->
            assertThat(header(answer, name)).as("%s of %s", name, answer.uri()).isEqualTo(value));
    assertThat(header(answer, "Server")).isEmpty();
    assertThat(header(answer, "X-Powered-By")).isEmpty();
  }
}

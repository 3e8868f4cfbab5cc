package dev.turnpike.agent.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a server that is reached over HTTP, and may not be there. */
@Timeout(120)
class McpHttpTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final McpStandIn standIn = new McpStandIn();
  private HttpServer http;
  private volatile String session = "one";
  private volatile boolean asEvents;

  @BeforeEach
  void start() throws IOException {
    http = listening(0);
  }

  @AfterEach
  void stop() {
    http.stop(0);
  }

  private HttpServer listening(int port) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/mcp", this::handle);
    server.start();
    return server;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      var message = JSON.readTree(exchange.getRequestBody());
      boolean greeting = message.path("method").asText().equals("initialize");
      if (!"Bearer key".equals(headers.getFirst("Authorization"))) {
        exchange.sendResponseHeaders(401, -1);
      } else if (!greeting && !session.equals(headers.getFirst("Mcp-Session-Id"))) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        exchange.getResponseHeaders().set("Mcp-Session-Id", session);
        var answer = standIn.answer(message);
        if (answer.isEmpty()) {
          exchange.sendResponseHeaders(202, -1);
        } else {
          send(exchange, JSON.writeValueAsString(answer.get()));
        }
      }
    }
  }

  private void send(HttpExchange exchange, String answer) throws IOException {
    var body = asEvents ? "event: message\ndata: " + answer + "\n\n" : answer;
    exchange
        .getResponseHeaders()
        .set("Content-Type", asEvents ? "text/event-stream" : "application/json");
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private McpServer server(String key) {
    var server =
        new McpServer(
            "test",
            Mcp.settings(
                "url", "http://127.0.0.1:" + http.getAddress().getPort() + "/mcp",
                "headers.Authorization", "Bearer " + key,
                "check-interval", "200ms"),
            Clock.systemUTC());
    server.start();
    return server;
  }

  private static String echo(McpServer server) throws McpException, InterruptedException {
    return server.call("echo", "{\"text\": \"hello\"}");
  }

  @Test
  void itsToolsAreListedAndCalled() throws Exception {
    try (var server = server("key")) {
      assertThat(server.await(PATIENCE)).isTrue();
      assertThat(server.tools()).extracting(RemoteTool::name).contains("test_echo");
      assertThat(echo(server)).isEqualTo("hello");
      assertThatThrownBy(() -> server.call("failing", "{}")).hasMessage("There is no such city.");
      asEvents = true;
      assertThat(echo(server)).isEqualTo("hello");
    }
  }

  @Test
  void aLostSessionIsBegunAgain() throws Exception {
    try (var server = server("key")) {
      assertThat(server.await(PATIENCE)).isTrue();
      session = "two";
      assertThat(echo(server)).isEqualTo("hello");
    }
  }

  @Test
  void aServerThatRefusesUsIsReportedAsDown() throws Exception {
    try (var server = server("wrong")) {
      await().atMost(PATIENCE).until(() -> server.state().reason().contains("401"));
      assertThat(server.state().up()).isFalse();
      assertThat(server.tools()).isEmpty();
    }
  }

  @Test
  void aServerMayComeGoAndComeBack() throws Exception {
    int port = http.getAddress().getPort();
    try (var server = server("key")) {
      assertThat(server.await(PATIENCE)).isTrue();
      http.stop(0);
      await().atMost(PATIENCE).until(() -> !server.state().up());
      assertThat(server.tools()).isNotEmpty();
      assertThatThrownBy(() -> echo(server))
          .isInstanceOf(McpException.class)
          .hasMessage(
              "The tool server test can't be reached at the moment. Go on without it, or try again later.");
      http = listening(port);
      await().atMost(PATIENCE).until(() -> server.state().up());
      assertThat(echo(server)).isEqualTo("hello");
    }
  }
}

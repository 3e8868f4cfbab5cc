package dev.turnpike.ingress.analytics;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Analytics on this machine that answer as a test says, and keep what they were asked. */
public final class StubAnalytics implements AutoCloseable {
  public static final String REPORT = "{\"granularity\":\"minute\",\"rows\":[]}";

  /** How they answer. */
  interface Manner {
    void answer(HttpExchange exchange) throws IOException;
  }

  /** What they were asked. */
  record Asked(String method, String target, Map<String, List<String>> headers) {}

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  volatile Manner manner = exchange -> answer(exchange, 200, "application/json", REPORT);

  private final HttpServer server;

  private StubAnalytics(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public static StubAnalytics start() {
    return start(0);
  }

  static StubAnalytics start(int port) {
    try {
      return new StubAnalytics(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    asked.add(
        new Asked(
            exchange.getRequestMethod(), exchange.getRequestURI().toString(), Map.copyOf(headers)));
    try (exchange) {
      manner.answer(exchange);
    }
  }

  static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

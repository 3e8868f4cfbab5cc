package dev.turnpike.local.chat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A chat API that says what a test tells it to; it keeps what it was asked. */
final class FakeServer implements AutoCloseable {

  /** A body that ends like this ends with a broken connection. */
  static final String BREAK = "<break>";

  /** What stands behind this is sent once a turn was cancelled. */
  static final String AFTER_CANCEL = "<after cancel>";

  private record Answer(int status, String type, String body) {}

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, String> locations = new ConcurrentHashMap<>();
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  FakeServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Thread::startVirtualThread);
    server.start();
    json("POST /api/v1/auth/register", 201, "{\"token\":{\"access_token\":\"user\"}}");
    json("POST /api/v1/auth/login", 401, "{}");
    json(
        "POST /api/v1/auth/session",
        200,
        "{\"session_id\":\"s1\",\"token\":{\"access_token\":\"session\"}}");
    json("GET /api/v1/auth/sessions", 200, "[]");
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void json(String request, int status, String body) {
    answers.put(request, new Answer(status, "application/json", body));
  }

  void events(String request, String body) {
    answers.put(request, new Answer(200, "text/event-stream", body));
  }

  /** What a request with that {@code Last-Event-ID} gets. */
  void resumes(String request, String cursor, String body) {
    events("after " + cursor + ": " + request, body);
  }

  /** The header of what such a request gets. */
  void location(String request, String address) {
    locations.put(request, address);
  }

  /** As in {@code POST /path body}, in order; headers of interest stand in front. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String line = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    String whole = (last == null ? "" : "after " + last + ": ") + line;
    requests.add(whole + " " + body);
    if (line.endsWith("/cancel")) {
      cancelled.countDown();
    }
    Answer answer =
        answers.getOrDefault(
            whole, answers.getOrDefault(line, new Answer(404, "application/json", "{}")));
    if (locations.containsKey(line)) {
      exchange.getResponseHeaders().add("Location", locations.get(line));
    }
    exchange.getResponseHeaders().add("Content-Type", answer.type());
    boolean broken = answer.body().endsWith(BREAK);
    String[] parts = answer.body().replace(BREAK, "").split(AFTER_CANCEL, -1);
    int length = String.join("", parts).getBytes(StandardCharsets.UTF_8).length;
    // Announcing more than is sent is what a connection that breaks off looks like.
    exchange.sendResponseHeaders(answer.status(), length + (broken ? 1 : 0));
    for (int i = 0; i < parts.length; i++) {
      if (i > 0) {
        awaitCancel();
      }
      exchange.getResponseBody().write(parts[i].getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    }
    exchange.close();
  }

  private void awaitCancel() {
    try {
      cancelled.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package dev.turnpike.chaos.load;

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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An ingress node that gives one prepared answer after the other, and notes what it was asked. */
final class FakeIngress implements AutoCloseable {

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  FakeIngress() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Thread::startVirtualThread);
    server.start();
  }

  Entrance entrance(String name) {
    return new Entrance(name, URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  /** The stream ends behind what is sent, whether the turn has or not. */
  FakeIngress streams(String... frames) {
    answers.add(new Answer(200, String.join("", frames)));
    return this;
  }

  FakeIngress refuses(int status) {
    answers.add(new Answer(status, "{}"));
    return this;
  }

  /** As in {@code GET /path?query after cursor}. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    requests.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + (last == null ? "" : " after " + last));
    Answer answer = answers.poll();
    if (answer == null) {
      answer = new Answer(503, "");
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

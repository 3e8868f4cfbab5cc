package dev.turnpike.models;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider that plays what a test has written for each of its models, one reaction a call, the
 * last one for ever. What has no reactions answers {@code hello}.
 */
final class StandInProvider implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** One answer to one request. */
  interface Reaction {
    void play(HttpExchange exchange, JsonNode request) throws IOException, InterruptedException;
  }

  final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  final List<String> keys = new CopyOnWriteArrayList<>();

  /** Opened when a {@link #hangs} has been reached, and when its client has left. */
  final CountDownLatch hanging = new CountDownLatch(1);

  final CountDownLatch left = new CountDownLatch(1);

  private final HttpServer server;
  private final Map<String, Deque<Reaction>> script = new ConcurrentHashMap<>();

  StandInProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/chat/completions", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort()));
  }

  void on(String model, Reaction... reactions) {
    script.put(model, new ArrayDeque<>(Arrays.asList(reactions)));
  }

  /** How often a model was called. */
  long calls(String model) {
    return requests.stream().filter(r -> r.path("model").asString().equals(model)).count();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = JSON.readTree(exchange.getRequestBody().readAllBytes());
      requests.add(request);
      keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      next(request.path("model").asString()).play(exchange, request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Reaction next(String model) {
    var reactions = script.getOrDefault(model, new ArrayDeque<>(List.of(says("hello"))));
    synchronized (reactions) {
      return reactions.size() > 1 ? reactions.removeFirst() : reactions.getFirst();
    }
  }

  /** A whole answer, streamed piece by piece or at once, as is asked. */
  static Reaction says(String... pieces) {
    return ends("stop", null, pieces);
  }

  /** The same with a finish reason, and with usage as JSON if that is not null. */
  static Reaction ends(String finishReason, @Nullable String usage, String... pieces) {
    return (exchange, request) -> {
      if (request.path("stream").asBoolean()) {
        var out = stream(exchange);
        for (String piece : pieces) {
          send(out, delta(Map.of("content", piece)));
        }
        send(
            out,
            """
            {"choices":[{"index":0,"delta":{},"finish_reason":"%s"}]}"""
                .formatted(finishReason));
        if (usage != null) {
          send(out, "{\"choices\":[],\"usage\":%s}".formatted(usage));
        }
        send(out, "[DONE]");
      } else {
        var message = Map.of("role", "assistant", "content", String.join("", pieces));
        var choice = Map.of("index", 0, "finish_reason", finishReason, "message", message);
        body(exchange, 200, JSON.writeValueAsString(Map.of("choices", List.of(choice))));
      }
    };
  }

  /** These events, and then the end of the body. */
  static Reaction events(String... events) {
    return (exchange, request) -> {
      var out = stream(exchange);
      for (String event : events) {
        send(out, event);
      }
    };
  }

  /** A stream that breaks off after these pieces, without a finish reason. */
  static Reaction breaksOff(String... pieces) {
    return events(
        Arrays.stream(pieces).map(p -> delta(Map.of("content", p))).toArray(String[]::new));
  }

  /** These pieces, and then nothing until the client leaves. */
  Reaction hangs(String... pieces) {
    return (exchange, request) -> {
      var out = stream(exchange);
      for (String piece : pieces) {
        send(out, delta(Map.of("content", piece)));
      }
      hanging.countDown();
      try {
        while (true) {
          out.write(": \n\n".getBytes(StandardCharsets.UTF_8));
          out.flush();
          var _ = left.await(20, TimeUnit.MILLISECONDS);
        }
      } catch (IOException e) {
        left.countDown();
      }
    };
  }

  static Reaction status(int status) {
    return refuses(status, null, "{}");
  }

  /** An error status with a {@code Retry-After}, if that is not null. */
  static Reaction refuses(int status, @Nullable String retryAfter, String body) {
    return (exchange, request) -> {
      if (retryAfter != null) {
        exchange.getResponseHeaders().set("Retry-After", retryAfter);
      }
      body(exchange, status, body);
    };
  }

  static String delta(Map<String, ?> delta) {
    return JSON.writeValueAsString(Map.of("choices", List.of(Map.of("index", 0, "delta", delta))));
  }

  private static OutputStream stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }

  private static void send(OutputStream out, String event) throws IOException {
    out.write("data: %s\n\n".formatted(event).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void body(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}

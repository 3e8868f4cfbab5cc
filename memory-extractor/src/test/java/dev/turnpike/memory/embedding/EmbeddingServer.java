package dev.turnpike.memory.embedding;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenAI-compatible server of embeddings: the vector of a text depends on the text alone, and is
 * of no particular length in space.
 */
public final class EmbeddingServer implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** How it answers one text. */
  interface Manner {
    void answer(HttpExchange exchange, String text) throws IOException, InterruptedException;
  }

  final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  final List<String> keys = new CopyOnWriteArrayList<>();
  final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;
  private final int dimensions;
  private volatile Manner manner = this::vector;

  private EmbeddingServer(int dimensions) throws IOException {
    this.dimensions = dimensions;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/embeddings", this::handle);
    server.start();
  }

  public static EmbeddingServer start(int dimensions) {
    try {
      return new EmbeddingServer(dimensions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on. */
  void answers(Manner how) {
    manner = how;
  }

  public String url() {
    return "http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort());
  }

  /** The settings that name it. */
  public EmbeddingProperties settings(String model, int claimed) {
    return new EmbeddingProperties(
        url(), model, "a-key", claimed, false, Duration.ofSeconds(2), Duration.ofSeconds(10), 4);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  void vector(HttpExchange exchange, String text) throws IOException {
    var random = new Random(text.hashCode());
    var values =
        IntStream.range(0, dimensions)
            .mapToObj(_ -> String.valueOf(10 * random.nextGaussian()))
            .collect(Collectors.joining(","));
    respond(
        exchange,
        200,
        """
        {"object":"list","model":"m","data":[{"object":"embedding","index":0,"embedding":[%s]}],
        "usage":{"prompt_tokens":3,"total_tokens":3}}"""
            .formatted(values));
  }

  /** Headers, and then nothing more. */
  void fallSilent(HttpExchange exchange, String text) throws IOException, InterruptedException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write("{".getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
    closed.await();
  }

  static void respond(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void handle(HttpExchange exchange) throws IOException {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    try (exchange) {
      var request = JSON.readTree(exchange.getRequestBody().readAllBytes());
      requests.add(request);
      keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      manner.answer(exchange, request.path("input").path(0).asString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      running.decrementAndGet();
    }
  }
}

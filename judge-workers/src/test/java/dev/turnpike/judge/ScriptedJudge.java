package dev.turnpike.judge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.turnpike.models.ModelProperties;
import dev.turnpike.models.ModelProperties.Price;
import dev.turnpike.models.Models;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider of one model, {@code judge}, that says what it is told to say under each rubric: one
 * answer after the other, the last one again and again. An answer that is a number is a status. It
 * reads 100 tokens and writes 10 each time.
 */
public final class ScriptedJudge implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Duration time = Duration.ZERO;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private final Map<String, Queue<String>> answers = new HashMap<>(); // guarded by this
  private final List<String> asked = new CopyOnWriteArrayList<>();

  public ScriptedJudge() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** How long each answer takes it. */
  public ScriptedJudge taking(Duration length) {
    time = length;
    return this;
  }

  /** Answers no one before so many ask at once. */
  public ScriptedJudge together(int askers) {
    gate = new CountDownLatch(askers);
    return this;
  }

  /** What it says when asked with these instructions. */
  public synchronized ScriptedJudge says(String instructions, String... inTurn) {
    answers.put(instructions, new ArrayDeque<>(List.of(inTurn)));
    return this;
  }

  public static String verdict(double score) {
    return "{\"reasoning\": \"Because.\", \"score\": %s}".formatted(score);
  }

  /** The instructions of each call so far. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  public String baseUrl() {
    return "http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort());
  }

  /**
   * The models of this provider.
   *
   * @param prices by name, as they are configured
   */
  public Models models(Map<String, Price> prices) {
    var timeout = Duration.ofSeconds(5);
    return new Models(
        new ModelProperties(
            URI.create(baseUrl()), "", "judge", false, timeout, timeout, timeout, prices),
        new SimpleMeterRegistry());
  }

  private void answer(HttpExchange exchange) throws IOException {
    var request = JSON.readTree(exchange.getRequestBody().readAllBytes());
    var answer = next(request.at("/messages/0/content").asString());
    LockSupport.parkNanos(time.toNanos());
    awaitOthers();
    boolean isStatus = answer.matches("\\d{3}");
    var message = Map.of("role", "assistant", "content", answer);
    var body =
        JSON.writeValueAsString(
            Map.of(
                "choices",
                List.of(Map.of("index", 0, "finish_reason", "stop", "message", message)),
                "usage",
                Map.of("prompt_tokens", 100, "completion_tokens", 10, "total_tokens", 110)));
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(isStatus ? Integer.parseInt(answer) : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void awaitOthers() {
    var open = gate;
    open.countDown();
    try {
      if (!open.await(5, TimeUnit.SECONDS)) {
        throw new IllegalStateException("They did not ask at once");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized String next(String instructions) {
    asked.add(instructions);
    var left = answers.getOrDefault(instructions, new ArrayDeque<>(List.of("404")));
    return left.size() > 1 ? left.remove() : left.element();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}

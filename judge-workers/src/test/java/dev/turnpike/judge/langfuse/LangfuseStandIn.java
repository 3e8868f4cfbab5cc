package dev.turnpike.judge.langfuse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Langfuse's ingestion API as its reference describes it: basic authentication, a batch of events
 * of known types with id, timestamp and body, 207 with what was taken and what was not, and an
 * event whose id it has is ignored.
 */
final class LangfuseStandIn implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> TYPES =
      Set.of("trace-create", "generation-create", "score-create");
  private static final String KEYS =
      "Basic " + Base64.getEncoder().encodeToString("pk-1:sk-1".getBytes(StandardCharsets.UTF_8));

  private final HttpServer server;
  private final Map<String, JsonNode> taken = new LinkedHashMap<>(); // guarded by this, as all
  private final List<Integer> batches = new ArrayList<>();
  private final Map<String, Integer> refused = new LinkedHashMap<>();
  private int status = 207;
  private String poison = "";
  private final AtomicInteger stalled = new AtomicInteger();
  private volatile CountDownLatch open = new CountDownLatch(0);

  LangfuseStandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/api/public/ingestion",
        exchange -> {
          stall();
          ingest(exchange);
        });
    server.start();
  }

  LangfuseProperties properties(boolean content, String group) {
    var host = "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
    return new LangfuseProperties(host, "pk-1", "sk-1", content, false, group);
  }

  /** Of all requests from now on; 207 is as usual. */
  synchronized void answers(int all) {
    status = all;
  }

  /** Of one event from now on. */
  synchronized void refuses(String id, int eventStatus) {
    refused.put(id, eventStatus);
  }

  synchronized void refusesNothing() {
    refused.clear();
  }

  /** Requests with this text in them are answered with 400. */
  synchronized void chokesOn(String text) {
    poison = text;
  }

  /** Requests are not answered until it goes on. */
  void stalls() {
    open = new CountDownLatch(1);
  }

  void goesOn() {
    open.countDown();
  }

  int stalled() {
    return stalled.get();
  }

  synchronized List<JsonNode> taken() {
    return List.copyOf(taken.values());
  }

  /** The sizes of the batches that came. */
  synchronized List<Integer> batches() {
    return List.copyOf(batches);
  }

  private void stall() {
    stalled.incrementAndGet();
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stalled.decrementAndGet();
    }
  }

  private synchronized void ingest(HttpExchange exchange) throws IOException {
    var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var batch = JSON.readTree(text).path("batch");
    batches.add(batch.size());
    if (!KEYS.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      respond(exchange, 401, "{}");
    } else if (!poison.isEmpty() && text.contains(poison)) {
      respond(exchange, 400, "{}");
    } else if (status != 207) {
      respond(exchange, status, "{}");
    } else {
      respond(exchange, 207, take(batch));
    }
  }

  private String take(JsonNode batch) {
    var successes = JSON.createArrayNode();
    var errors = JSON.createArrayNode();
    for (var event : batch.values()) {
      var id = event.path("id").asString("");
      int each = refused.getOrDefault(id, isValid(event) ? 201 : 400);
      var result = JSON.createObjectNode().put("id", id).put("status", each);
      if (each == 201) {
        taken.putIfAbsent(id, event);
        successes.add(result);
      } else {
        errors.add(result.put("message", "no"));
      }
    }
    var answer = JSON.createObjectNode();
    answer.set("successes", successes);
    answer.set("errors", errors);
    return answer.toString();
  }

  private static boolean isValid(JsonNode event) {
    return !event.path("id").asString("").isEmpty()
        && TYPES.contains(event.path("type").asString(""))
        && event.path("timestamp").asString("").endsWith("Z")
        && event.path("body").has("id");
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package dev.turnpike.agent.turns;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model that says what it was told to, for what the simulated model never does. */
final class ScriptedModel implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Queue<Scene> script = new ConcurrentLinkedQueue<>();
  final Queue<JsonNode> requests = new ConcurrentLinkedQueue<>();

  private record Scene(String events, boolean hangs) {}

  ScriptedModel() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/chat/completions", this::answer);
    server.start();
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort()));
  }

  /** The next answer: text, then calls of tools. */
  ScriptedModel says(String text, ToolExecutionRequest... calls) {
    var events = new ArrayList<String>();
    if (!text.isEmpty()) {
      events.add(event(Map.of("content", text), ""));
    }
    for (int i = 0; i < calls.length; i++) {
      var function = Map.of("name", calls[i].name(), "arguments", calls[i].arguments());
      var call = Map.of("index", i, "id", calls[i].id(), "type", "function", "function", function);
      events.add(event(Map.of("tool_calls", List.of(call)), ""));
    }
    events.add(event(Map.of(), calls.length == 0 ? "stop" : "tool_calls"));
    script.add(new Scene(String.join("", events) + "data: [DONE]\n\n", false));
    return this;
  }

  /** The next answer breaks off after this text. */
  ScriptedModel breaksOffAfter(String text) {
    script.add(new Scene(event(Map.of("content", text), ""), false));
    return this;
  }

  /** The next answer falls silent after this text. */
  ScriptedModel hangsAfter(String text) {
    script.add(new Scene(event(Map.of("content", text), ""), true));
    return this;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(JSON.readTree(exchange.getRequestBody()));
      var answer = script.poll();
      if (answer == null) {
        exchange.sendResponseHeaders(400, -1);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(answer.events().getBytes(StandardCharsets.UTF_8));
      if (answer.hangs()) {
        exchange.getResponseBody().flush();
        closed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String event(Map<String, ?> delta, String finishReason) {
    var choice =
        finishReason.isEmpty()
            ? Map.of("index", 0, "delta", delta)
            : Map.of("index", 0, "delta", delta, "finish_reason", finishReason);
    var chunk =
        Map.of(
            "id", "chatcmpl-1",
            "object", "chat.completion.chunk",
            "created", 1,
            "model", "scripted",
            "choices", List.of(choice));
    return "data: " + JSON.writeValueAsString(chunk) + "\n\n";
  }
}

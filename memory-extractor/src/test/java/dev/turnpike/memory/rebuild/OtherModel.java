package dev.turnpike.memory.rebuild;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** A model that gives other facts than the simulated one, and thinks that all are new. */
final class OtherModel implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;

  /**
   * @param facts by what a message begins with; each is its own quote's text
   */
  OtherModel(Map<String, List<Fact>> facts) throws java.io.IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          try (exchange) {
            var asked =
                new String(
                    exchange.getRequestBody().readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8);
            Object answer =
                asked.contains("\"decisions\"")
                    ? Map.of("decisions", all(asked))
                    : Map.of(
                        "facts",
                        facts.entrySet().stream()
                            .filter(each -> asked.contains("<user>\\n" + each.getKey()))
                            .flatMap(each -> each.getValue().stream())
                            .toList());
            var body = JSON.writeValueAsBytes(reply(JSON.writeValueAsString(answer)));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  /** As the model's answer has it. */
  record Fact(String text, String quote) {}

  String baseUrl() {
    return "http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static List<Map<String, Object>> all(String asked) {
    var stated = asked.substring(asked.lastIndexOf("<new>"), asked.lastIndexOf("</new>"));
    return java.util.stream.IntStream.rangeClosed(1, 20)
        .filter(number -> stated.contains("\\n%d. ".formatted(number)))
        .mapToObj(
            number ->
                Map.<String, Object>of("fact", number, "action", "add", "known", 0, "text", ""))
        .toList();
  }

  private static Map<String, Object> reply(String text) {
    var message = Map.of("role", "assistant", "content", text);
    return Map.of(
        "id",
        "1",
        "object",
        "chat.completion",
        "created",
        0,
        "model",
        "other",
        "choices",
        List.of(Map.of("index", 0, "finish_reason", "stop", "message", message)),
        "usage",
        Map.of("prompt_tokens", 1, "completion_tokens", 1, "total_tokens", 2));
  }
}

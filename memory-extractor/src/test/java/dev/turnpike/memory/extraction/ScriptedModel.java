package dev.turnpike.memory.extraction;

import com.sun.net.httpserver.HttpServer;
import dev.turnpike.models.ModelProperties;
import dev.turnpike.models.Models;
import dev.turnpike.models.StructuredModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model that answers what a test says, over HTTP like any other. */
final class ScriptedModel implements AutoCloseable {

  static final String NAME = "scripted";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Function<Asked, String> script;
  private final HttpServer provider;
  private final Models models;

  /** The system prompt and the user's, as the model got them. */
  record Asked(String instructions, String material) {

    boolean isDecision() {
      return material.startsWith("<known>");
    }
  }

  private ScriptedModel(Function<Asked, String> script) {
    this.script = script;
    try {
      provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    provider.createContext(
        "/v1/chat/completions",
        exchange -> {
          var bytes = answer(JSON.readTree(exchange.getRequestBody().readAllBytes()));
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    provider.start();
    var url = URI.create("http://127.0.0.1:%d/v1".formatted(provider.getAddress().getPort()));
    var timeout = Duration.ofSeconds(10);
    models =
        new Models(
            new ModelProperties(url, "", NAME, false, timeout, timeout, timeout, Map.of()),
            new SimpleMeterRegistry());
  }

  /**
   * @param script of JSON answers
   */
  static ScriptedModel answering(Function<Asked, String> script) {
    return new ScriptedModel(script);
  }

  /** The answer of an extraction: pairs of a text and its quote. */
  static String facts(String... textsAndQuotes) {
    var facts = new ArrayList<Map<String, String>>();
    for (int i = 0; i < textsAndQuotes.length; i += 2) {
      facts.add(Map.of("text", textsAndQuotes[i], "quote", textsAndQuotes[i + 1]));
    }
    return JSON.writeValueAsString(Map.of("facts", facts));
  }

  StructuredModel structured() {
    return new StructuredModel(models, 4);
  }

  /** In the order that it was asked. */
  List<Asked> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    models.close();
    provider.stop(0);
  }

  private byte[] answer(JsonNode request) {
    var messages = request.path("messages");
    var question =
        new Asked(
            messages.path(0).path("content").asString(),
            messages.path(messages.size() - 1).path("content").asString());
    asked.add(question);
    var message = Map.of("role", "assistant", "content", script.apply(question));
    var choice = Map.of("index", 0, "finish_reason", "stop", "message", message);
    return JSON.writeValueAsString(Map.of("choices", List.of(choice)))
        .getBytes(StandardCharsets.UTF_8);
  }
}

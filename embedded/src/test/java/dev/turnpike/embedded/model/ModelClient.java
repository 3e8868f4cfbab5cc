package dev.turnpike.embedded.model;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a simulated model in plain HTTP, so that tests see what is on the wire. */
final class ModelClient implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final SimulatedModel model;

  ModelClient(SimulatedModel model) {
    this.model = model;
  }

  /** The body of a request with one user message. */
  static String ask(String modelName, String message) {
    return body(modelName, "{\"role\":\"user\",\"content\":" + quoted(message) + "}");
  }

  static String stream(String modelName, String message) {
    return with(ask(modelName, message), "\"stream\":true");
  }

  static String body(String modelName, String... messages) {
    return "{\"model\":%s,\"messages\":[%s]}"
        .formatted(quoted(modelName), String.join(",", messages));
  }

  /** Adds fields to a body. */
  static String with(String body, String fields) {
    return body.substring(0, body.length() - 1) + "," + fields + "}";
  }

  static String quoted(String text) {
    return JSON.writeValueAsString(text);
  }

  HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return http.send(request(body), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create(model.baseUrl() + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  HttpRequest request(String body) {
    return HttpRequest.newBuilder(URI.create(model.baseUrl() + "/chat/completions"))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  HttpClient http() {
    return http;
  }

  JsonNode json(String body) throws IOException, InterruptedException {
    return JSON.readTree(post(body).body());
  }

  /** The text of an answer that is not streamed. */
  String answer(String body) throws IOException, InterruptedException {
    return json(body).at("/choices/0/message/content").asString();
  }

  /** The data of the events of a stream, in order. */
  static List<String> events(String stream) {
    List<String> events = new ArrayList<>();
    for (String event : stream.split("\n\n")) {
      if (!event.startsWith("data: ") || event.indexOf('\n') >= 0) {
        throw new AssertionError("not an event of one data line: " + event);
      }
      events.add(event.substring("data: ".length()));
    }
    return events;
  }

  static List<JsonNode> chunks(String stream) {
    return events(stream).stream()
        .filter(data -> !data.equals("[DONE]"))
        .map(JSON::readTree)
        .toList();
  }

  static String streamedText(String stream) {
    return chunks(stream).stream()
        .map(chunk -> chunk.at("/choices/0/delta/content").asString(""))
        .collect(Collectors.joining());
  }

  @Override
  public void close() {
    http.close();
  }
}

package dev.turnpike.local.chat;

import dev.turnpike.operations.console.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to one server, and its answers. Every failure is a sentence. */
final class HttpCalls {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

  /** Too many requests; something behind the server, or the server behind a proxy, is away. */
  private static final Set<Integer> IN_A_WHILE = Set.of(429, 502, 503, 504);

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI base;

  HttpCalls(URI base) {
    this.base = base;
  }

  HttpRequest.Builder request(String path, @Nullable String token) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER_LIMIT);
    return token == null ? builder : builder.header("Authorization", "Bearer " + token);
  }

  HttpRequest get(String path, String token) {
    return request(path, token).GET().build();
  }

  HttpRequest post(String path, @Nullable String token, Map<String, ?> body) {
    return request(path, token)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
        .build();
  }

  HttpRequest put(String path, String token, Map<String, ?> body) {
    return request(path, token)
        .header("Content-Type", "application/json")
        .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body)))
        .build();
  }

  HttpRequest form(String method, String path, @Nullable String token, Map<String, String> fields) {
    return request(path, token)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .method(method, BodyPublishers.ofString(query(fields)))
        .build();
  }

  /** What a successful answer has in it. */
  JsonNode call(HttpRequest request) {
    return body(send(request));
  }

  HttpResponse<InputStream> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new Refusal(
          "Nothing answers at %s: start it with ./turnpike up, or name another address with --url."
              .formatted(base),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("Interrupted.", e);
    }
  }

  /**
   * The same response.
   *
   * @throws BusyException when it asks for patience
   */
  static HttpResponse<InputStream> patient(HttpResponse<InputStream> response) {
    if (IN_A_WHILE.contains(response.statusCode())) {
      throw new BusyException(
          response.headers(),
          ProblemText.of(response.statusCode(), response.headers(), response.body()));
    }
    return response;
  }

  static JsonNode body(HttpResponse<InputStream> response) {
    if (response.statusCode() / 100 != 2) {
      throw problem(response);
    }
    try (InputStream body = response.body()) {
      return JSON.readTree(body.readAllBytes());
    } catch (IOException | JacksonException e) {
      throw new Refusal("%s does not answer like Turnpike.".formatted(response.uri()), e);
    }
  }

  /** For an answer of which only the status is of interest; it must be a good one. */
  static void done(HttpResponse<InputStream> response) {
    if (response.statusCode() / 100 != 2) {
      throw problem(response);
    }
    close(response.body());
  }

  static Refusal problem(HttpResponse<InputStream> response) {
    return new Refusal(ProblemText.of(response.statusCode(), response.headers(), response.body()));
  }

  static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException broken) {
      // It is of no more use anyway.
    }
  }

  static String query(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

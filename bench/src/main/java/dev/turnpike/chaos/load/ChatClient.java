package dev.turnpike.chaos.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The native chat API, as a client sees it that must be ready for anything. */
final class ChatClient implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  /** Longer than the ingress waits for Kafka; a frozen node answers later still. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

  /** A node that is frozen is left for another one. */
  private static final Duration COMEBACK_LIMIT = Duration.ofSeconds(5);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** A session, the token to speak in it, and that of its user. */
  record Session(String id, String token, String userToken) {

    /** As its user sees it, whose token stays when the session is deleted. */
    Session ofUser() {
      return new Session(id, userToken, userToken);
    }
  }

  /** A new user's token. */
  String register(URI node) throws IOException, InterruptedException {
    String name = UUID.randomUUID().toString();
    return json(post(
                node.resolve("/api/v1/auth/register"),
                "",
                Map.of("email", "chaos-" + name + "@example.org", "password", "C!" + name))
            .build())
        .at("/token/access_token")
        .asString();
  }

  Session session(URI node, String userToken) throws IOException, InterruptedException {
    JsonNode session =
        json(post(node.resolve("/api/v1/auth/session"), userToken, Map.of()).build());
    return new Session(
        session.path("session_id").asString(),
        session.at("/token/access_token").asString(),
        userToken);
  }

  /**
   * Returns when the node has answered; the body is still to be read. A {@linkplain Habit#DEFERRED
   * deferred} question gets the turn's address instead of its stream.
   *
   * @param replaced the turn whose place the question takes; null for most
   */
  HttpResponse<InputStream> ask(
      URI node, Session session, Question question, @Nullable UUID replaced)
      throws IOException, InterruptedException {
    Map<String, Object> body = new HashMap<>();
    body.put("model", question.model());
    body.put("on_busy", question.onBusy());
    body.put("messages", List.of(Map.of("role", "user", "content", question.text())));
    if (replaced != null) {
      body.put("replaces", replaced.toString());
    }
    HttpRequest.Builder request =
        post(node.resolve("/api/v1/chatbot/chat/stream"), session.token(), body);
    if (question.habit() == Habit.DEFERRED) {
      request.header("Prefer", "respond-async");
    }
    return http.send(request.build(), BodyHandlers.ofInputStream());
  }

  /** The turn that an answer's headers name, if they do. */
  static Optional<UUID> turn(HttpHeaders headers) {
    return headers
        .firstValue("Location")
        .or(() -> headers.firstValue("Content-Location"))
        .map(address -> UUID.fromString(address.substring(address.lastIndexOf('/') + 1)));
  }

  /**
   * The turn's stream behind the cursor, from its beginning if that is empty.
   *
   * @param inAddress whether the cursor stands in the address, and not in a header
   */
  HttpResponse<InputStream> follow(
      URI node, String token, UUID turn, String cursor, boolean inAddress)
      throws IOException, InterruptedException {
    String query = inAddress && !cursor.isEmpty() ? "?cursor=" + cursor : "";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.resolve("/api/v1/turns/" + turn + "/stream" + query))
            .timeout(COMEBACK_LIMIT)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream");
    if (!inAddress && !cursor.isEmpty()) {
      request.header("Last-Event-ID", cursor);
    }
    return http.send(request.build(), BodyHandlers.ofInputStream());
  }

  /** Whatever comes of it: a turn need not be there any more, nor a node. */
  void cancel(URI node, Session session, UUID turn) throws InterruptedException {
    try {
      http.send(
          post(node.resolve("/api/v1/turns/" + turn + "/cancel"), session.token(), Map.of())
              .build(),
          BodyHandlers.discarding());
    } catch (IOException notCancelled) {
      // Then it goes on.
    }
  }

  /** Deletes all that was said; gives the status. */
  int clear(Entrance node, Session session) throws IOException, InterruptedException {
    return delete(node.url().resolve("/api/v1/chatbot/messages"), session.token());
  }

  /** Deletes the session with all that was said; gives the status. */
  int delete(Entrance node, Session session) throws IOException, InterruptedException {
    return delete(node.url().resolve("/api/v1/auth/session/" + session.id()), session.userToken());
  }

  private int delete(URI uri, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER_LIMIT)
            .header("Authorization", "Bearer " + token)
            .DELETE()
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  private JsonNode json(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          "%s answered %d: %s".formatted(request.uri(), response.statusCode(), response.body()));
    }
    return JSON.readTree(response.body());
  }

  private static HttpRequest.Builder post(URI uri, String token, Map<String, ?> body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER_LIMIT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}

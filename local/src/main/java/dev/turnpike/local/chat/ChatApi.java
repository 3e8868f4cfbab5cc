package dev.turnpike.local.chat;

import dev.turnpike.operations.console.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls of the chat API that a client in a terminal needs. Every failure is a sentence. */
final class ChatApi {

  /** A conversation and the token that opens it. */
  record Session(String id, String token) {}

  /**
   * @param turn its id, if the headers tell it; else ""
   */
  record Opened(InputStream stream, String turn) {}

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

  ChatApi(URI base) {
    this.base = base;
  }

  String register(String email, String password) {
    JsonNode answer =
        call(post("/api/v1/auth/register", null, Map.of("email", email, "password", password)));
    return answer.path("token").path("access_token").asString();
  }

  /** Empty if this server does not know the user, or not with that password. */
  Optional<String> login(String email, String password) {
    String form =
        "grant_type=password&username=%s&password=%s".formatted(encoded(email), encoded(password));
    HttpResponse<InputStream> response =
        send(
            request("/api/v1/auth/login", null)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    if (response.statusCode() == 401) {
      return Optional.empty();
    }
    return Optional.of(body(response).path("access_token").asString());
  }

  Session newSession(String userToken) {
    return newSession(userToken, null);
  }

  /**
   * @param agent that answers in it; null for the default one
   */
  Session newSession(String userToken, @Nullable String agent) {
    Map<String, String> body = agent == null ? Map.of() : Map.of("agent", agent);
    return session(call(post("/api/v1/auth/session", userToken, body)));
  }

  /** Forgets the user with all that is theirs. */
  void forget(String userToken) {
    HttpResponse<InputStream> response =
        patient(send(request("/api/v1/auth/user", userToken).DELETE().build()));
    if (response.statusCode() / 100 != 2) {
      throw problem(response);
    }
    close(response.body());
  }

  List<Session> sessions(String userToken) {
    List<Session> sessions = new ArrayList<>();
    call(request("/api/v1/auth/sessions", userToken).GET().build())
        .forEach(each -> sessions.add(session(each)));
    return sessions;
  }

  /** The answer's stream, while it arrives. */
  Opened say(Session session, String text) {
    HttpResponse<InputStream> response =
        send(
            post(
                "/api/v1/chatbot/chat/stream",
                session.token(),
                Map.of("messages", List.of(Map.of("role", "user", "content", text)))));
    return new Opened(stream(response), turn(response.headers()));
  }

  /**
   * The stream of a turn that is apart from the conversation.
   *
   * @throws BusyException when the server asks for patience
   */
  Opened evaluate(Session session, Map<String, ?> body) {
    HttpResponse<InputStream> response =
        patient(send(post("/api/v1/chatbot/evaluation", session.token(), body)));
    return new Opened(stream(response), turn(response.headers()));
  }

  /**
   * What is known of a turn.
   *
   * @throws BusyException when the server asks for patience
   */
  JsonNode turn(Session session, String id) {
    return body(
        patient(send(request("/api/v1/turns/" + encoded(id), session.token()).GET().build())));
  }

  private static HttpResponse<InputStream> patient(HttpResponse<InputStream> response) {
    if (IN_A_WHILE.contains(response.statusCode())) {
      throw new BusyException(
          response.headers(),
          ProblemText.of(response.statusCode(), response.headers(), response.body()));
    }
    return response;
  }

  /**
   * The rest of a turn's stream, after the frame with that cursor, or all of it if that is empty;
   * empty while the server can't give it.
   */
  Optional<InputStream> resume(Session session, String turn, String cursor) {
    HttpRequest.Builder request =
        request("/api/v1/turns/" + encoded(turn) + "/stream", session.token());
    if (!cursor.isEmpty()) {
      request.header("Last-Event-ID", cursor);
    }
    HttpResponse<InputStream> response;
    try {
      response = send(request.GET().build());
    } catch (Refusal away) {
      return Optional.empty();
    }
    if (response.statusCode() >= 500 || response.statusCode() == 429) {
      close(response.body());
      return Optional.empty();
    }
    return Optional.of(stream(response));
  }

  /** Ends a turn; one that has ended stays as it is. */
  void cancel(Session session, String turn) {
    call(post("/api/v1/turns/" + encoded(turn) + "/cancel", session.token(), Map.of()));
  }

  private static InputStream stream(HttpResponse<InputStream> response) {
    if (response.statusCode() != 200) {
      throw problem(response);
    }
    return response.body();
  }

  private static String turn(HttpHeaders headers) {
    return headers
        .firstValue("Location")
        .or(() -> headers.firstValue("Content-Location"))
        .map(address -> address.substring(address.lastIndexOf('/') + 1))
        .orElse("");
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException broken) {
      // It is of no more use anyway.
    }
  }

  private static Session session(JsonNode node) {
    return new Session(
        node.path("session_id").asString(), node.path("token").path("access_token").asString());
  }

  private HttpRequest post(String path, @Nullable String token, Map<String, ?> body) {
    return request(path, token)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
        .build();
  }

  private HttpRequest.Builder request(String path, @Nullable String token) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER_LIMIT);
    return token == null ? builder : builder.header("Authorization", "Bearer " + token);
  }

  private JsonNode call(HttpRequest request) {
    return body(send(request));
  }

  private static JsonNode body(HttpResponse<InputStream> response) {
    if (response.statusCode() / 100 != 2) {
      throw problem(response);
    }
    try (InputStream body = response.body()) {
      return JSON.readTree(body.readAllBytes());
    } catch (IOException | JacksonException e) {
      throw new Refusal("%s does not answer like Turnpike.".formatted(response.uri()), e);
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request) {
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

  private static Refusal problem(HttpResponse<InputStream> response) {
    return new Refusal(ProblemText.of(response.statusCode(), response.headers(), response.body()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

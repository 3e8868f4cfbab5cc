package dev.turnpike.local.chat;

import static dev.turnpike.local.chat.HttpCalls.encoded;

import dev.turnpike.operations.console.Refusal;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The calls of the chat API about who speaks, and about turns. */
final class ChatApi {

  /**
   * A conversation and the token that opens it.
   *
   * @param name "" until it has one
   */
  record Session(String id, String name, String token) {

    static Session of(JsonNode node) {
      return new Session(
          node.path("session_id").asString(),
          node.path("name").asString(""),
          node.path("token").path("access_token").asString());
    }
  }

  /**
   * @param turn its id, if the headers tell it; else ""
   */
  record Opened(InputStream stream, String turn) {}

  private final HttpCalls calls;

  ChatApi(URI base) {
    this(new HttpCalls(base));
  }

  ChatApi(HttpCalls calls) {
    this.calls = calls;
  }

  String register(String email, String password) {
    JsonNode answer =
        calls.call(
            calls.post(
                "/api/v1/auth/register", null, Map.of("email", email, "password", password)));
    return answer.path("token").path("access_token").asString();
  }

  /** Empty if this server does not know the user, or not with that password. */
  Optional<String> login(String email, String password) {
    HttpResponse<InputStream> response =
        calls.send(
            calls.form(
                "POST",
                "/api/v1/auth/login",
                null,
                Map.of("grant_type", "password", "username", email, "password", password)));
    if (response.statusCode() == 401) {
      HttpCalls.close(response.body());
      return Optional.empty();
    }
    return Optional.of(HttpCalls.body(response).path("access_token").asString());
  }

  Session newSession(String userToken) {
    return newSession(userToken, null);
  }

  /**
   * @param agent that answers in it; null for the default one
   */
  Session newSession(String userToken, @Nullable String agent) {
    Map<String, String> body = agent == null ? Map.of() : Map.of("agent", agent);
    return Session.of(calls.call(calls.post("/api/v1/auth/session", userToken, body)));
  }

  /** Forgets the user with all that is theirs. */
  void forget(String userToken) {
    HttpCalls.done(
        HttpCalls.patient(
            calls.send(calls.request("/api/v1/auth/user", userToken).DELETE().build())));
  }

  /**
   * The answer's stream, while it arrives.
   *
   * @param replaces the turn that this one is instead of, with all after it; null for none
   */
  Opened say(Session session, String text, @Nullable String replaces) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("messages", List.of(Map.of("role", "user", "content", text)));
    if (replaces != null) {
      body.put("replaces", replaces);
    }
    HttpResponse<InputStream> response =
        calls.send(calls.post("/api/v1/chatbot/chat/stream", session.token(), body));
    return new Opened(stream(response), turn(response.headers()));
  }

  /**
   * The stream of a turn that is apart from the conversation.
   *
   * @throws BusyException when the server asks for patience
   */
  Opened evaluate(Session session, Map<String, ?> body) {
    HttpResponse<InputStream> response =
        HttpCalls.patient(
            calls.send(calls.post("/api/v1/chatbot/evaluation", session.token(), body)));
    return new Opened(stream(response), turn(response.headers()));
  }

  /**
   * What is known of a turn.
   *
   * @throws BusyException when the server asks for patience
   */
  JsonNode turn(Session session, String id) {
    return HttpCalls.body(
        HttpCalls.patient(calls.send(calls.get("/api/v1/turns/" + encoded(id), session.token()))));
  }

  /**
   * The rest of a turn's stream, after the frame with that cursor, or all of it if that is empty;
   * empty while the server can't give it.
   *
   * @throws UnknownCursorException if the turn has no such frame
   */
  Optional<InputStream> resume(Session session, String turn, String cursor) {
    HttpRequest.Builder request =
        calls.request("/api/v1/turns/" + encoded(turn) + "/stream", session.token());
    if (!cursor.isEmpty()) {
      request.header("Last-Event-ID", cursor);
    }
    HttpResponse<InputStream> response;
    try {
      response = calls.send(request.GET().build());
    } catch (Refusal away) {
      return Optional.empty();
    }
    if (response.statusCode() >= 500 || response.statusCode() == 429) {
      HttpCalls.close(response.body());
      return Optional.empty();
    }
    if (response.statusCode() == 400 && !cursor.isEmpty()) {
      HttpCalls.close(response.body());
      throw new UnknownCursorException();
    }
    return Optional.of(stream(response));
  }

  /** Ends a turn; one that has ended stays as it is. */
  void cancel(Session session, String turn) {
    HttpCalls.done(
        calls.send(
            calls.post("/api/v1/turns/" + encoded(turn) + "/cancel", session.token(), Map.of())));
  }

  private static InputStream stream(HttpResponse<InputStream> response) {
    if (response.statusCode() != 200) {
      throw HttpCalls.problem(response);
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
}

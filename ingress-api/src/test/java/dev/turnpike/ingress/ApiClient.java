package dev.turnpike.ingress;

import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client as any frontend would write it, plain HTTP. */
public final class ApiClient {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String url;
  private final @Nullable String administratorToken;

  public ApiClient(String url) {
    this(url, null);
  }

  ApiClient(String url, @Nullable String administratorToken) {
    this.url = url;
    this.administratorToken = administratorToken;
  }

  /** An answer with its body parsed. */
  public record Answer(int status, JsonNode body, HttpResponse<String> raw) {
    public String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    /** The body, for comparing answers: each request has another id. */
    public String withoutRequestId() {
      return raw.body().replaceAll(",\"request_id\":\"[^\"]*\"", "");
    }

    /** What the first error names. */
    public String field() {
      return body.path("errors").path(0).path("field").asString("");
    }
  }

  /** A user with a session. */
  public record Visitor(String userToken, String sessionId, String sessionToken, String email) {}

  public String url() {
    return url;
  }

  /** Null when nobody is known to be one. */
  public @Nullable String administratorToken() {
    return administratorToken;
  }

  public Answer get(String path, @Nullable String token) {
    return send("GET", path, token, null, BodyPublishers.noBody());
  }

  public Answer delete(String path, @Nullable String token) {
    return send("DELETE", path, token, null, BodyPublishers.noBody());
  }

  public Answer postJson(String path, @Nullable String token, String body) {
    return send("POST", path, token, "application/json", BodyPublishers.ofString(body));
  }

  public Answer form(String method, String path, @Nullable String token, Map<String, String> form) {
    return send(
        method,
        path,
        token,
        "application/x-www-form-urlencoded",
        BodyPublishers.ofString(encoded(form)));
  }

  public Answer send(
      String method,
      String path,
      @Nullable String token,
      @Nullable String contentType,
      BodyPublisher body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    authorize(request, token);
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    // A connection of its own: a refused request may have ended the one before.
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> response =
          http.send(request.method(method, body).build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), parsed(response.body()), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public Answer register(String email, String password) {
    return postJson(
        "/api/v1/auth/register",
        null,
        JSON.writeValueAsString(Map.of("email", email, "password", password)));
  }

  public Answer login(String email, String password) {
    return form(
        "POST",
        "/api/v1/auth/login",
        null,
        Map.of("username", email, "password", password, "grant_type", "password"));
  }

  /** Registers somebody new and starts a session for them. */
  public Visitor visitor() {
    String email = "user-" + UUID.randomUUID() + "@example.org";
    Answer registered = register(email, "Passw0rd!");
    String userToken = registered.body().at("/token/access_token").asString();
    Answer session = postJson("/api/v1/auth/session", userToken, "");
    return new Visitor(
        userToken,
        session.body().path("session_id").asString(),
        session.body().at("/token/access_token").asString(),
        email);
  }

  /** Makes a key. */
  public String apiKey(Visitor visitor) {
    return postJson("/api/v1/auth/api-keys", visitor.userToken(), "{\"name\": \"a key\"}")
        .body()
        .path("key")
        .asString();
  }

  /** The body of a chat with one message. */
  public static String message(String text) {
    return JSON.writeValueAsString(
        Map.of("messages", List.of(Map.of("role", "user", "content", text))));
  }

  /** The body of a chat with one message, and what becomes of the session's unfinished turns. */
  public static String message(String text, String onBusy) {
    return JSON.writeValueAsString(
        Map.of("messages", List.of(Map.of("role", "user", "content", text)), "on_busy", onBusy));
  }

  /** The session that a token is for, as its claims say. */
  public static String sessionOf(String token) {
    return claim(token, "sid");
  }

  /** The user that a token is for, as its claims say. */
  public static String userOf(String token) {
    return claim(token, "sub");
  }

  private static String claim(String token, String name) {
    try {
      return SignedJWT.parse(token).getJWTClaimsSet().getStringClaim(name);
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens a stream; returns once its headers are there. */
  public SseReader stream(String token, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/chatbot/chat/stream"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    authorize(request, token);
    try {
      HttpResponse<InputStream> response = HTTP.send(request.build(), BodyHandlers.ofInputStream());
      return new SseReader(response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Follows a turn; returns once headers are there.
   *
   * @param cursor sent as browsers do it; null for none
   */
  public SseReader follow(String token, String turn, @Nullable String cursor) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/turns/" + turn + "/stream"));
    authorize(request, token);
    if (cursor != null) {
      request.header("Last-Event-ID", cursor);
    }
    try {
      return new SseReader(HTTP.send(request.build(), BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks without waiting for the answer. */
  public Answer askLater(String path, String token, String body, String prefer) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .header("Prefer", prefer)
            .POST(BodyPublishers.ofString(body));
    authorize(request, token);
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), parsed(response.body()), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void authorize(HttpRequest.Builder request, @Nullable String token) {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
  }

  private static JsonNode parsed(String body) {
    return body.startsWith("{") || body.startsWith("[") ? JSON.readTree(body) : JSON.missingNode();
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}

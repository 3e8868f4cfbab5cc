package dev.turnpike.ingress.limits.rates;

import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.RunningIngress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls to an ingress that say where they come from, as a proxy would. */
record Visits(RunningIngress ingress, String from) implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String PASSWORD = "Passw0rd!";

  /** An answer. */
  record Answer(HttpResponse<String> raw) {
    int status() {
      return raw.statusCode();
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
      return JSON.readTree(raw.body());
    }
  }

  Visits from(String address) {
    return new Visits(ingress, address);
  }

  Answer get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  Answer send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ingress.port() + path))
            .method(method, BodyPublishers.ofString(body))
            .header("X-Forwarded-For", from);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Answer login(String name) {
    return sendForm("grant_type=password&password=wrong&username=" + name);
  }

  /** To log in. */
  Answer sendForm(String form, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
    return send("POST", "/api/v1/auth/login", form, all.toArray(String[]::new));
  }

  Answer delete(String path, String... headers) {
    return send("DELETE", path, "", headers);
  }

  Answer register(String path) {
    return register(path, UUID.randomUUID() + "@example.org");
  }

  private Answer register(String path, String name) {
    return sendJson(path, Map.of("email", name, "password", PASSWORD));
  }

  private Answer sendJson(String path, Map<String, String> body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type", "application/json"));
    return send("POST", path, JSON.writeValueAsString(body), all.toArray(String[]::new));
  }

  /** The header of somebody new. */
  String[] newUser() {
    return newUser(UUID.randomUUID() + "@example.org");
  }

  String[] newUser(String name) {
    Answer registered = register("/api/v1/auth/register", name);
    return bearer(registered.json().at("/token/access_token").asString());
  }

  /** The header of somebody who logs in again. */
  String[] newLogin(String name) {
    Answer login = sendForm("grant_type=password&password=" + PASSWORD + "&username=" + name);
    return bearer(login.json().path("access_token").asString());
  }

  /** The header of a new API key of somebody's. */
  String[] newKey(String... user) {
    Answer made = sendJson("/api/v1/auth/api-keys", Map.of("name", "a key"), user);
    return bearer(made.json().path("key").asString());
  }

  /** The header of a new session of somebody's. */
  String[] newSession(String... user) {
    return bearer(
        send("POST", "/api/v1/auth/session", "", user).json().at("/token/access_token").asString());
  }

  /** Opens a stream and leaves it: its status, type and what remains. */
  List<String> opened(String... session) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/api/v1/chatbot/chat/stream".formatted(ingress.port())))
            .POST(BodyPublishers.ofString(ApiClient.message("Hello")))
            .headers("X-Forwarded-For", from, "Content-Type", "application/json")
            .headers(session)
            .build();
    try {
      HttpResponse<InputStream> response = HTTP.send(request, BodyHandlers.ofInputStream());
      response.body().close();
      return List.of(
          Integer.toString(response.statusCode()),
          response.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", ""),
          response.headers().firstValue("RateLimit-Remaining").orElse(""));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  @Override
  public void close() {
    ingress.close();
  }
}

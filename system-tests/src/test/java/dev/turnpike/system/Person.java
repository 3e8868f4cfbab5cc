package dev.turnpike.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user of a running system, over HTTP. */
record Person(String url, String token) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  static Person register(int port) {
    Person nobody = new Person("http://localhost:%d/api/v1".formatted(port), "");
    JsonNode account =
        nobody.call(
            "POST",
            "/auth/register",
            "{\"email\":\"%s@example.org\",\"password\":\"Passw0rd!\"}"
                .formatted(UUID.randomUUID()));
    return new Person(nobody.url, account.at("/token/access_token").asString());
  }

  /** One session. */
  record Chat(Person user, String id) {

    /** Says something; gives the answer. */
    String say(String text) {
      JsonNode messages =
          user.call(
                  "POST",
                  "/chatbot/chat",
                  "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}".formatted(text))
              .path("messages");
      return messages.path(messages.size() - 1).path("content").asString();
    }

    void remember(boolean enabled) {
      JsonNode session = user.call("PUT", "/auth/session/%s/memory".formatted(id), body(enabled));
      assertThat(session.path("memory").asBoolean()).isEqualTo(enabled);
    }
  }

  Chat chat() {
    JsonNode session = call("POST", "/auth/session", "{}");
    return new Chat(
        new Person(url, session.at("/token/access_token").asString()),
        session.path("session_id").asString());
  }

  List<String> memories() {
    return texts(call("GET", "/memories", ""));
  }

  List<String> found(String words) {
    String query = URLEncoder.encode(words, StandardCharsets.UTF_8);
    return texts(call("GET", "/memories/search?q=" + query, ""));
  }

  void remember(boolean enabled) {
    call("PUT", "/memories/settings", body(enabled));
  }

  void forgetAll() {
    call("DELETE", "/memories", "");
  }

  private static String body(boolean enabled) {
    return "{\"enabled\":%s}".formatted(enabled);
  }

  private static List<String> texts(JsonNode answer) {
    return answer.path("memories").valueStream().map(m -> m.path("text").asString()).toList();
  }

  private JsonNode call(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofMinutes(1))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(method + " " + path + answer.body()).isBetween(200, 299);
      return answer.body().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

package dev.turnpike.operations.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user of the running services, over HTTP. */
record Person(String url, String token) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  static Person register(int port) {
    var nobody = new Person("http://localhost:%d/api/v1".formatted(port), "");
    var account =
        nobody.call(
            "POST",
            "/auth/register",
            "{\"email\":\"%s@example.org\",\"password\":\"Passw0rd!\"}"
                .formatted(UUID.randomUUID()));
    return new Person(nobody.url, account.at("/token/access_token").asString());
  }

  /** The same on services that listen elsewhere. */
  Person at(int port) {
    return new Person("http://localhost:%d/api/v1".formatted(port), token);
  }

  String id() {
    var claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return JSON.readTree(new String(claims, StandardCharsets.UTF_8)).path("sub").asString();
  }

  /** One session. */
  record Chat(Person user, String id) {

    void say(String text) {
      user.call(
          "POST",
          "/chatbot/chat",
          "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}".formatted(text));
    }

    void clear() {
      user.call("DELETE", "/chatbot/messages", "");
    }
  }

  Chat chat() {
    var session = call("POST", "/auth/session", "{}");
    return new Chat(
        new Person(url, session.at("/token/access_token").asString()),
        session.path("session_id").asString());
  }

  List<String> memories() {
    return call("GET", "/memories", "")
        .path("memories")
        .valueStream()
        .map(memory -> memory.path("text").asString())
        .toList();
  }

  void forgetMemories() {
    call("DELETE", "/memories", "");
  }

  void leave() {
    call("DELETE", "/auth/user", "");
  }

  private JsonNode call(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofMinutes(1))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      var answer = HTTP.send(request.build(), BodyHandlers.ofString());
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

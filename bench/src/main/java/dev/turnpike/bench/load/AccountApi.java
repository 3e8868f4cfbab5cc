package dev.turnpike.bench.load;

import dev.turnpike.bench.load.LoginStorm.Credentials;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls before the chats; nothing here is measured. */
final class AccountApi {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI base;

  AccountApi(URI base) {
    this.base = base;
  }

  /** A new user's token. */
  String register() throws IOException, InterruptedException {
    return register(someone());
  }

  String register(Credentials user) throws IOException, InterruptedException {
    JsonNode answer =
        call(
            "/api/v1/auth/register",
            null,
            Map.of("email", user.email(), "password", user.password()));
    return answer.path("token").path("access_token").asString("");
  }

  /** Nobody has registered with these yet. */
  static Credentials someone() {
    String name = UUID.randomUUID().toString();
    return new Credentials("bench-" + name + "@example.org", "B!" + name);
  }

  /** A new session's token. */
  String session(String userToken) throws IOException, InterruptedException {
    JsonNode session = call("/api/v1/auth/session", userToken, Map.of());
    return session.path("token").path("access_token").asString("");
  }

  private JsonNode call(String path, @Nullable String token, Map<String, String> body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new IOException(
            "POST %s answered %d: %s".formatted(path, response.statusCode(), response.body()));
      }
      return JSON.readTree(response.body());
    } catch (ConnectException e) {
      throw new IOException("Nothing answers at %s.".formatted(base), e);
    } catch (JacksonException e) {
      throw new IOException("%s does not answer like Turnpike.".formatted(base), e);
    }
  }
}

package dev.turnpike.schemas;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests to a registry: authentication, several URLs, retries. An answer is either a success or a
 * {@link Refusal} in the registry's own words; whatever else happens is an outage. All requests of
 * the registry's API may be repeated, so any request is retried.
 */
final class RegistryHttp implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RegistryHttp.class);
  private static final String JSON = "application/vnd.schemaregistry.v1+json";

  /** What the registry itself said no to, with its error code, such as 40403. */
  static final class Refusal extends Exception {
    private final int code;

    Refusal(int code, String message) {
      super(message);
      this.code = code;
    }

    int code() {
      return code;
    }

    String text() {
      return String.valueOf(getMessage());
    }
  }

  /** One request to one URL went wrong in a way that another try or URL may mend. */
  private static final class Failure extends Exception {
    Failure(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  private final JsonMapper json = new JsonMapper();
  private final RegistrySettings settings;
  private final Optional<String> authorization;
  private final HttpClient client;

  /** Index of the URL that answered last. */
  private final AtomicInteger preferred = new AtomicInteger();

  RegistryHttp(RegistrySettings settings) {
    this.settings = settings;
    this.authorization = authorization(settings);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.requestTimeout())
            .sslContext(settings.tls().context())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  JsonNode get(String path) throws Refusal {
    return send("GET", path, BodyPublishers.noBody());
  }

  JsonNode post(String path, Map<String, ?> body) throws Refusal {
    return send("POST", path, BodyPublishers.ofString(json.writeValueAsString(body)));
  }

  JsonNode put(String path, Map<String, ?> body) throws Refusal {
    return send("PUT", path, BodyPublishers.ofString(json.writeValueAsString(body)));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private JsonNode send(String method, String path, BodyPublisher body) throws Refusal {
    Map<URI, Failure> failures = new LinkedHashMap<>();
    for (int round = 0; round <= settings.retries(); round++) {
      if (round > 0) {
        pause(round);
      }
      int first = preferred.get();
      for (int i = 0; i < settings.urls().size(); i++) {
        int index = (first + i) % settings.urls().size();
        URI url = settings.urls().get(index);
        try {
          JsonNode answer = sendOnce(method, url, path, body);
          preferred.set(index);
          return answer;
        } catch (Failure e) {
          failures.put(url, e);
          log.atDebug()
              .addKeyValue("url", url)
              .addKeyValue("round", round)
              .addKeyValue("failure", e.getMessage())
              .log("The schema registry did not answer");
        }
      }
    }
    throw unavailable(failures);
  }

  private JsonNode sendOnce(String method, URI url, String path, BodyPublisher body)
      throws Refusal, Failure {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Accept", JSON + ", application/json")
            .header("Content-Type", JSON)
            .method(method, body);
    authorization.ifPresent(value -> request.header("Authorization", value));
    return judge(exchange(request.build()), path);
  }

  private HttpResponse<String> exchange(HttpRequest request) throws Failure {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, BodyHandlers.ofString());
    try {
      // Unlike a request's own timeout, this one covers the body.
      return answer.get(settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new Failure("no answer within " + settings.requestTimeout().toMillis() + " ms", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() instanceof IOException io ? io : e;
      String message = cause.getMessage();
      String name = cause.getClass().getSimpleName();
      throw new Failure(message == null ? name : name + ": " + message, cause);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("Interrupted while asking the registry.", e);
    }
  }

  private JsonNode judge(HttpResponse<String> response, String path) throws Refusal, Failure {
    int status = response.statusCode();
    JsonNode body = parsed(response.body());
    if (status / 100 == 2 && !body.isMissingNode()) {
      return body;
    }
    if (status == 401 || status == 403) {
      throw new RegistryUnavailableException(
          "The schema registry at "
              + response.uri().getAuthority()
              + " refuses the credentials (HTTP "
              + status
              + "): check basic.auth.user.info or bearer.auth.token.",
          null);
    }
    int code = body.path("error_code").asInt(0);
    boolean noResource = status == 404 && code < 40_000;
    if (code > 0 && !noResource && status / 100 == 4 && status != 408 && status != 429) {
      throw new Refusal(code, body.path("message").asString(""));
    }
    if (noResource) {
      throw new RegistryUnavailableException(
          "What answers at " + response.uri() + " is no schema registry: check the URL's path.",
          null);
    }
    throw new Failure("HTTP " + status + " to " + path, null);
  }

  private JsonNode parsed(String body) {
    try {
      return json.readTree(body);
    } catch (JacksonException e) {
      return json.missingNode();
    }
  }

  private void pause(int round) {
    Duration longest = settings.backoff().multipliedBy(1L << Math.min(round - 1, 20));
    long millis = Math.min(longest.toMillis(), settings.maxBackoff().toMillis());
    try {
      // Half of it is random, so that a fleet does not knock in step.
      Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("Interrupted while asking the registry.", e);
    }
  }

  private static RegistryUnavailableException unavailable(Map<URI, Failure> failures) {
    List<String> each = new ArrayList<>();
    failures.forEach((url, failure) -> each.add(url + " (" + failure.getMessage() + ")"));
    Throwable last = failures.values().stream().reduce((a, b) -> b).orElse(null);
    return new RegistryUnavailableException(
        "The schema registry is not available: " + String.join(", ", each) + ".", last);
  }

  private static Optional<String> authorization(RegistrySettings settings) {
    if (settings.bearerToken() != null) {
      return Optional.of("Bearer " + settings.bearerToken());
    }
    return Optional.ofNullable(settings.basicAuthUserInfo())
        .map(info -> info.getBytes(StandardCharsets.UTF_8))
        .map(bytes -> "Basic " + Base64.getEncoder().encodeToString(bytes));
  }
}

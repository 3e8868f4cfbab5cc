package dev.turnpike.operations.doctor;

import dev.turnpike.platform.TlsTrouble;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP address that some service depends on.
 *
 * @param variable that sets it
 * @param address where to ask
 * @param authorization the whole header, or null
 */
record Endpoint(String variable, URI address, @Nullable String authorization) {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(8);
  private static final int LONGEST = 4 << 20;

  static Endpoint of(String variable, String address) {
    return new Endpoint(variable, URI.create(address), null);
  }

  Endpoint withBearer(String token) {
    return token.isEmpty() ? this : new Endpoint(variable, address, "Bearer " + token);
  }

  Endpoint withLogin(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new Endpoint(variable, address, "Basic " + Base64.getEncoder().encodeToString(both));
  }

  /** Its answer to GET; empty when there is none, which is then told. */
  Optional<HttpResponse<String>> get(Consumer<Finding> findings) throws InterruptedException {
    return send(request().GET(), findings);
  }

  /**
   * Its answer to an empty body.
   *
   * @param headers more of them, as OpenTelemetry writes them: {@code name=value,name=value}, the
   *     values percent-encoded
   */
  Optional<HttpResponse<String>> post(
      String contentType, String headers, Consumer<Finding> findings) throws InterruptedException {
    HttpRequest.Builder request = request().header("Content-Type", contentType);
    for (String each : headers.split(",")) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        String value = each.substring(equals + 1).strip().replace("+", "%2B");
        request.header(
            each.substring(0, equals).strip(), URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return send(request.POST(BodyPublishers.noBody()), findings);
  }

  private HttpRequest.Builder request() {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(ANSWER);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return request;
  }

  private Optional<HttpResponse<String>> send(
      HttpRequest.Builder request, Consumer<Finding> findings) throws InterruptedException {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    try {
      return Optional.of(
          http.send(
              request.build(),
              BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LONGEST)));
    } catch (IOException e) {
      String why = TlsTrouble.in(e).map(TlsTrouble::diagnosis).orElseGet(() -> Told.reason(e));
      findings.accept(
          Finding.problem(
              "%s can't be asked (%s): start it, correct %s, or open the way there."
                  .formatted(address, why, variable)));
      return Optional.empty();
    } finally {
      http.shutdownNow();
    }
  }
}

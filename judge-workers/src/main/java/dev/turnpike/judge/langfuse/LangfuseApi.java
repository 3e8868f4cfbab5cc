package dev.turnpike.judge.langfuse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Langfuse's ingestion API: batches of events under basic authentication, answered with 207 and a
 * status for each event that was not taken.
 */
final class LangfuseApi implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final URI address;
  private final String authorization;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  LangfuseApi(LangfuseProperties properties) {
    this.address = properties.ingestion();
    var keys = properties.publicKey() + ":" + properties.secretKey();
    this.authorization =
        "Basic " + Base64.getEncoder().encodeToString(keys.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sends a batch.
   *
   * @return the statuses of those events that were not taken, by id
   * @throws LangfuseRefusal when it is the batch as such that is not taken
   * @throws LangfuseOutage when it may be later
   */
  Map<String, Integer> send(List<LangfuseEvent> batch) throws InterruptedException {
    var body =
        batch.stream()
            .map(LangfuseEvent::json)
            .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
    var request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      int status = response.statusCode();
      if (status == 400 || status == 413) {
        throw new LangfuseRefusal(status);
      }
      if (status / 100 != 2) {
        throw new LangfuseOutage("Langfuse answers with status %d".formatted(status));
      }
      return errors(JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new LangfuseOutage("Langfuse can't be reached: " + e.getClass().getSimpleName());
    } catch (JacksonException e) {
      throw new LangfuseOutage("Langfuse answers with something that is no JSON");
    }
  }

  private static Map<String, Integer> errors(JsonNode answer) {
    Map<String, Integer> errors = new HashMap<>();
    for (JsonNode error : answer.path("errors").values()) {
      errors.put(error.path("id").asString(""), error.path("status").asInt(500));
    }
    return errors;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}

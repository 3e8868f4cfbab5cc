package dev.turnpike.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.TurnScore;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestPlatform;
import dev.turnpike.testing.TopicReader;
import dev.turnpike.testing.TopicWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two instances of the service as they run, on a real broker. */
class TurnAnalyticsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final TestPlatform platform = TestPlatform.shared();
  private static final String APPLICATION = "analytics-" + UUID.randomUUID();
  private static final HttpClient http = HttpClient.newHttpClient();

  @TempDir private static Path folder;

  private static TopicWriter<CompletedTurn> turns;
  private static TopicWriter<TurnScore> scores;
  private static ConfigurableApplicationContext one;
  private static ConfigurableApplicationContext two;

  @BeforeAll
  static void start() {
    turns = TopicWriter.to(Topics.TURNS_COMPLETED);
    scores = TopicWriter.to(Topics.TURNS_SCORED);
    one = start("one");
    two = start("two");
    awaitBoth();
  }

  @AfterAll
  static void stop() {
    one.close();
    two.close();
    turns.close();
    scores.close();
    http.close();
  }

  @Test
  void everyInstanceAnswersForAll() {
    Instant when = Instant.now().truncatedTo(ChronoUnit.MICROS);
    for (int i = 0; i < 40; i++) {
      turns.write("user-" + i, Samples.turn(when).setAgent("all-" + i % 8).build());
    }
    String query = "/api/v1/analytics/turns?granularity=total&group_by=agent,status";
    for (ConfigurableApplicationContext each : List.of(one, two)) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                JsonNode answer = json(each, query);
                assertThat(answer.path("partial").asBoolean()).isFalse();
                assertThat(rows(answer, "agent", "all-"))
                    .hasSize(8)
                    .allSatisfy(row -> assertThat(row.path("turns").asInt()).isEqualTo(5));
              });
    }
    JsonNode row = rows(json(one, query), "agent", "all-").getFirst();
    assertThat(row.path("status").asString()).isEqualTo("completed");
    assertThat(row.path("success_rate").asDouble()).isEqualTo(1);
    assertThat(row.path("tokens").path("output").asInt()).isEqualTo(100);
    assertThat(row.path("cost_usd").asDouble()).isEqualTo(35e-9);
    assertThat(row.path("latency_ms").path("total").path("p50").asDouble())
        .isBetween(1980.0, 2020.0);
  }

  @Test
  void scoresAreAnsweredByRubric() {
    Instant when = Instant.now().truncatedTo(ChronoUnit.MICROS);
    for (double score : new double[] {0.2, 0.4, 0.9}) {
      TurnScore each = Samples.score("mine", score, when).build();
      scores.write(each.getTurnId().toString(), each);
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode answer =
                  json(
                      two,
                      "/api/v1/analytics/scores?rubric=mine&group_by=rubric&granularity=total");
              assertThat(rows(answer, "rubric", "mine"))
                  .singleElement()
                  .satisfies(
                      row -> {
                        assertThat(row.path("scores").asInt()).isEqualTo(3);
                        assertThat(row.path("mean").asDouble()).isBetween(0.4999, 0.5001);
                      });
            });
    assertThat(json(one, "/api/v1/analytics").path("instances")).hasSize(2);
    assertThat(json(one, "/api/v1/analytics/alerts").path("open").isArray()).isTrue();
  }

  @Test
  void whatCantBeAnsweredIsSaid() {
    assertThat(refused("/api/v1/analytics/turns?granularity=day"))
        .isEqualTo("granularity is \"day\": write one of minute, hour, total.");
    assertThat(refused("/api/v1/analytics/turns?group_by=rubric"))
        .startsWith("group_by has \"rubric\": write some of agent, model,");
    assertThat(refused("/api/v1/analytics/turns?from=yesterday")).contains("no instant");
    assertThat(refused("/api/v1/analytics/turns?colour=red")).contains("no parameter \"colour\"");
    assertThat(refused("/api/v1/analytics/alerts?limit=3")).contains("no parameter \"limit\"");
  }

  @Test
  void whatCantBeReadGoesToTheDeadLetters() {
    byte[] bytes = "no event".getBytes(StandardCharsets.UTF_8);
    try (var letters =
        TopicReader.fromNow(
            platform.bootstrapServers(),
            Topics.TURNS_COMPLETED.deadLetterTopic(),
            new ByteArrayDeserializer())) {
      turns.writeBytes("ada", bytes);
      var found =
          letters.readUntil(
              PATIENCE, all -> all.stream().anyMatch(each -> Arrays.equals(each.value(), bytes)));
      assertThat(found.getFirst().headers().lastHeader("dlt-reason").value())
          .asString()
          .isEqualTo("unreadable");
    }
  }

  @Test
  void healthAndMetricsAreServed() {
    assertThat(get(one, "/health").body()).contains("\"streams\"").doesNotContain("database");
    assertThat(get(one, "/health/readiness").statusCode()).isEqualTo(200);
    assertThat(get(one, "/metrics").body())
        .contains(
            "turnpike_analytics_watermark_age_seconds",
            "turnpike_analytics_lag{application=\"turn-analytics\",topic=\"turns.completed\"}");
  }

  private static ConfigurableApplicationContext start(String name) {
    return TurnAnalyticsApplication.application()
        .run(
            platform.serviceArguments(
                "--server.address=127.0.0.1",
                "--turnpike.analytics.application=" + APPLICATION,
                "--turnpike.analytics.state-folder=" + folder.resolve(name)));
  }

  /** Until each has something to do. */
  private static void awaitBoth() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              for (ConfigurableApplicationContext each : List.of(one, two)) {
                assertThat(get(each, "/health").statusCode()).isEqualTo(200);
                assertThat(json(each, "/api/v1/analytics").path("instances")).hasSize(2);
              }
            });
  }

  private static List<JsonNode> rows(JsonNode answer, String name, String start) {
    return StreamSupport.stream(answer.path("rows").spliterator(), false)
        .filter(row -> row.path(name).asString().startsWith(start))
        .toList();
  }

  private static String refused(String path) {
    HttpResponse<String> response = get(one, path);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    return new JsonMapper().readTree(response.body()).path("detail").asString();
  }

  private static JsonNode json(ConfigurableApplicationContext instance, String path) {
    HttpResponse<String> response = get(instance, path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new JsonMapper().readTree(response.body());
  }

  private static HttpResponse<String> get(ConfigurableApplicationContext instance, String path) {
    String port = instance.getEnvironment().getRequiredProperty("local.server.port");
    URI address = URI.create("http://127.0.0.1:" + port + path);
    try {
      return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

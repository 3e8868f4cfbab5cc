package dev.turnpike.ingress.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.RunningIngress;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What administrators see, with workers that tests invent. */
class OverviewTest {
  private static final String OVERVIEW = "/api/v1/operations/overview";

  private static final String WORKERS =
      """
      create table agent.worker_reports (worker_id uuid, host text, agents text[],
        started_at timestamptz default now(), heartbeat_at timestamptz default now(),
        silent interval, report jsonb);
      create table agent.running_turns (turn_id uuid, worker_id uuid, attempt int,
        accepted_at timestamptz, started_at timestamptz, request_partition int);
      insert into agent.worker_reports (worker_id, host, silent, report) values
        ('0190b0a0-0000-7000-8000-000000000001', 'alive', '1 second',
         '{"draining": false, "partitions": [0, 1, 2], "taken_in": 3, "max_in_flight": 2000,
           "ended": {"completed": 5}, "queue_wait": [1, 2], "unknown": {"a": 1},
           "models": [{"name": "gpt", "provider": "api.example.org", "breaker": "open",
                       "calls": 9, "failures": 8, "last_error": "model_unavailable",
                       "last_error_at": "2026-11-24T11:00:00Z"}]}'),
        ('0190b0a0-0000-7000-8000-000000000002', 'silent', '50 seconds', null),
        ('0190b0a0-0000-7000-8000-000000000003', 'odd', '1 second',
         '{"partitions": "many", "models": {"a": 1}, "ended": [], "taken_in": "x"}');
      insert into agent.running_turns
      select gen_random_uuid(), '0190b0a0-0000-7000-8000-000000000002', 2,
        now() - n * interval '1 second', now(), 0 from generate_series(1, 30) n;
      """;

  private static RunningIngress ingress;
  private static ApiClient api;
  private static String token;

  @BeforeAll
  static void start() throws SQLException {
    ingress = RunningIngress.start(Map.of());
    api = ingress.client();
    token = ingress.administratorToken();
    try (var connection = ingress.database().connect();
        var statement = connection.createStatement()) {
      statement.execute(WORKERS);
    }
  }

  @AfterAll
  static void stop() {
    ingress.close();
  }

  private static JsonNode seen() {
    Answer answer = api.get(OVERVIEW, token);
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    return answer.body();
  }

  @Test
  void saysWhatWorkersNodesAndKafkaTell() {
    await().until(() -> seen().path("workers").size() == 3 && !seen().path("nodes").isEmpty());
    JsonNode seen = seen();

    assertThat(seen.at("/sources/0/ok").asBoolean()).as(seen.toString()).isTrue();
    assertThat(seen.at("/sources/1/ok").asBoolean()).as(seen.toString()).isTrue();
    assertThat(seen.at("/totals/in_flight").asInt()).isEqualTo(30);
    assertThat(seen.at("/totals/orphans").asInt()).isEqualTo(30);
    JsonNode silent = worker(seen, "silent");
    assertThat(silent.path("turns").asInt()).isEqualTo(30);
    assertThat(silent.path("oldest_turns")).hasSize(20);
    assertThat(silent.path("reported").asBoolean()).isFalse();
    JsonNode alive = worker(seen, "alive");
    assertThat(alive.path("partitions")).hasSize(3);
    assertThat(alive.at("/ended/completed").asInt()).isEqualTo(5);
    assertThat(worker(seen, "odd").path("partitions")).isEmpty();
    assertThat(seen.path("partitions")).hasSize(64);
    assertThat(seen.at("/partitions/1/worker").asString()).isEqualTo("alive");
    assertThat(seen.at("/partitions/5").has("worker")).isFalse();
    assertThat(seen.at("/models/0/breaker").asString()).isEqualTo("open");
    assertThat(seen.path("groups").valueStream().map(each -> each.path("name").asString()))
        .contains("agent-workers", "memory-extractor", "judge-workers", "turn-analytics");
    assertThat(seen.path("dead_letters")).hasSize(7);
    assertThat(seen.at("/nodes/0/draining").asBoolean()).isFalse();
  }

  @Test
  void whatIsWorstStandsFirst() {
    await().until(() -> seen().path("workers").size() == 3);

    JsonNode findings = seen().path("findings");

    assertThat(findings.at("/0/severity").asString()).isEqualTo("critical");
    assertThat(findings.valueStream().map(each -> each.path("what").asString()))
        .anyMatch(what -> what.contains("on silent has been silent for 50 s and has 30 turns"))
        .anyMatch(what -> what.contains("breaker of model gpt is open on 1 of 1 workers"))
        .anyMatch(what -> what.contains("in group agent-workers"));
  }

  @Test
  void partsOfItAreThereForScripts() {
    await().until(() -> seen().path("workers").size() == 3);
    assertThat(api.get("/api/v1/operations/workers", token).body().path("workers")).hasSize(3);
    JsonNode models = api.get("/api/v1/operations/models", token).body();
    assertThat(models.at("/models/0/name").asString()).isEqualTo("gpt");
    assertThat(models.at("/sources/0/name").asString()).isEqualTo("Database");
  }

  @Test
  void nobodyElseLooks() {
    for (String path : new String[] {"overview", "workers", "models"}) {
      String target = "/api/v1/operations/" + path;
      assertThat(api.get(target, null).status()).isEqualTo(401);
      assertThat(api.get(target, api.visitor().userToken()).status()).isEqualTo(403);
      assertThat(api.get(target, api.visitor().sessionToken()).status()).isEqualTo(403);
    }
  }

  private static JsonNode worker(JsonNode seen, String host) {
    return seen.path("workers")
        .valueStream()
        .filter(each -> each.path("host").asString().equals(host))
        .findFirst()
        .orElseThrow();
  }
}

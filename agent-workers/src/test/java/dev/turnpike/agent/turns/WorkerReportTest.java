package dev.turnpike.agent.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.TurnStatus;
import dev.turnpike.models.ModelProperties;
import dev.turnpike.models.Models;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WorkerReportTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final TurnTally tally = new TurnTally();
  private final RunningTurns running = new RunningTurns();

  private static Models models() {
    return new Models(
        new ModelProperties(
            URI.create("http://127.0.0.1:1/v1"),
            "",
            "sim",
            true,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Map.of()),
        new SimpleMeterRegistry());
  }

  @Test
  void saysWhatTheWorkerHoldsAndHowItsModelsAre() {
    tally.ended(TurnStatus.FAILED);
    tally.waited(Duration.ofMillis(1));
    try (var models = models()) {
      JsonNode report =
          JSON.readTree(new WorkerReport(models, tally, running, () -> null, () -> true).get());

      assertThat(report.path("draining").asBoolean()).isTrue();
      assertThat(report.path("running").asInt()).isZero();
      assertThat(report.has("partitions")).as("while it is in no group").isFalse();
      assertThat(report.at("/ended/failed").asInt()).isEqualTo(1);
      assertThat(report.at("/queue_wait/0").asInt()).isEqualTo(1);
      assertThat(report.at("/models/0/name").asString()).isEqualTo("sim");
      assertThat(report.at("/models/0/breaker").asString()).isEqualTo("closed");
      assertThat(report.at("/models/0/simulated").asBoolean()).isTrue();
      assertThat(report.at("/models/0").has("last_error")).isFalse();
    }
  }

  @Test
  void aReportThatCanNotBeMadeDoesNotStopTheHeart() {
    try (var models = models()) {
      var broken =
          new WorkerReport(
              models,
              tally,
              running,
              () -> {
                throw new IllegalStateException("no status");
              },
              () -> false);
      assertThat(broken.get()).isEqualTo("{}");
    }
  }

  @Test
  void othersReadItWithTheHeartbeatAndWhatIsClaimed() throws Exception {
    var database = AgentDatabase.create();
    var worker = UUID.randomUUID();
    var identity = new WorkerHeartbeat.Identity(worker, "here", Set.of("default"));
    try (var _ =
        WorkerHeartbeat.start(database.source(), identity, running, () -> "{\"running\": 7}")) {
      execute(
          database,
          "insert into turns (turn_id, session_id, user_id, status, attempt, worker_id, accepted_at)"
              + " values ('%s', 's', 'u', 'running', 2, '%s', now())"
                  .formatted(UUID.randomUUID(), UUID.randomUUID()));

      assertThat(
              text(
                  database,
                  "select host || (report ->> 'running') || (silent < interval '1 minute')"
                      + " from worker_reports where worker_id = '"
                      + worker
                      + "'"))
          .isEqualTo("here7true");
      assertThat(text(database, "select attempt from running_turns")).isEqualTo("2");
    }
  }

  private static void execute(AgentDatabase database, String sql) throws SQLException {
    try (var connection = database.source().getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static String text(AgentDatabase database, String sql) throws SQLException {
    try (var connection = database.source().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}

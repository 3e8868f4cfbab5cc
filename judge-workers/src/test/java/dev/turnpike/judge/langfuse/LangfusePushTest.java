package dev.turnpike.judge.langfuse;

import static dev.turnpike.testing.Turns.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.TurnScore;
import dev.turnpike.platform.KafkaProperties;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestPlatform;
import dev.turnpike.testing.TopicWriter;
import dev.turnpike.testing.Turns;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From the log of a real broker to a stand-in of Langfuse. */
class LangfusePushTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final TestPlatform platform = TestPlatform.shared();

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final LangfuseStandIn langfuse = new LangfuseStandIn();
  private final String group = "langfuse-" + UUID.randomUUID();
  private final LangfusePush push = push(langfuse.properties(false, group));
  private final CompletedTurn turn = Turns.of("ada", user("Hello"));

  @AfterEach
  void stop() {
    push.stop();
    langfuse.close();
  }

  @Test
  void turnsAndScoresArriveThoughLangfuseWasAwayAndTheyAreInTheLogTwice() {
    langfuse.answers(503);
    push.start();
    write(turn, turn, Turns.of("eve", user("Forget me")));
    await().atMost(PATIENCE).until(() -> langfuse.batches().size() >= 3);
    langfuse.answers(207);

    await().atMost(PATIENCE).until(() -> ours().size() == 3);
    assertThat(ours())
        .extracting(event -> event.path("type").asString())
        .containsExactlyInAnyOrder("trace-create", "generation-create", "score-create");
    assertThat(langfuse.taken()).noneMatch(event -> event.toString().contains("\"eve\""));
  }

  @Test
  void whatLangfuseNeverTakesStopsNobody() {
    var refused = new LangfuseEvents(false, false).of(Scores.of(turn, "relevancy", 0.5), null);
    langfuse.refuses(refused.id(), 400);
    push.start();
    write(turn);

    await().atMost(PATIENCE).until(() -> ours().size() == 2);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                meters.find("turnpike.dead.letters").tag("reason", "langfuse_refused").counter()
                    != null);
  }

  @Test
  void nothingIsReadWhenItIsNotConfigured() {
    var off = push(new LangfuseProperties("", "", "", true, false, group));
    off.start();

    assertThat(off.isRunning()).isFalse();
  }

  private LangfusePush push(LangfuseProperties properties) {
    return new LangfusePush(
        properties,
        new KafkaProperties(platform.bootstrapServers(), Map.of()),
        platform.schemaRegistry(),
        meters,
        (user, _) -> user.equals("eve"));
  }

  private void write(CompletedTurn... all) {
    try (TopicWriter<CompletedTurn> turns = TopicWriter.to(Topics.TURNS_COMPLETED);
        TopicWriter<TurnScore> scores = TopicWriter.to(Topics.TURNS_SCORED)) {
      for (var each : all) {
        turns.write(each.getUserId(), each);
        scores.write(each.getTurnId().toString(), Scores.of(each, "relevancy", 0.5));
      }
    }
  }

  /** Others write to the topics too. */
  private List<JsonNode> ours() {
    var trace = turn.getTurnId().toString().replace("-", "");
    return langfuse.taken().stream().filter(event -> event.toString().contains(trace)).toList();
  }
}

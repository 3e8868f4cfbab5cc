package dev.turnpike.judge.rejudge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.events.Provenance;
import dev.turnpike.events.TurnScore;
import dev.turnpike.events.Usage;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.KafkaClients;
import dev.turnpike.platform.KafkaProperties;
import dev.turnpike.platform.command.CommandApplication;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestPlatform;
import dev.turnpike.testing.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** On a real broker. */
class ScoreTransactionsTest {

  @TempDir private Path rubrics;
  private History history;
  private ConfigurableApplicationContext context;

  @BeforeEach
  void start() {
    history = new History(rubrics);
    context = CommandApplication.start("judge-workers", history.options("all").environment());
  }

  @AfterEach
  void stop() {
    context.close();
    history.close();
  }

  @Test
  void theNextOneKnowsWhatWasWrittenLastAndTheFormerCanWriteNoMore() {
    var first = score();
    var second = score();
    var lost = score();
    try (var scores = TopicReader.fromNow(Topics.TURNS_SCORED);
        var former = transactions();
        var next = transactions()) {
      former.write(List.of(first), "one");
      assertThat(next.last()).isEqualTo("one");

      assertThatThrownBy(() -> former.write(List.of(lost), "two"))
          .isInstanceOf(KafkaException.class);
      next.write(List.of(second), "three");

      assertThat(next.last()).isEqualTo("three");
      assertThat(
              scores.readUntil(
                  Duration.ofSeconds(20),
                  soFar -> soFar.stream().anyMatch(record -> record.value().equals(second))))
          .extracting(record -> record.value().getTurnId())
          .contains(first.getTurnId())
          .doesNotContain(lost.getTurnId());
    }
  }

  private ScoreTransactions transactions() {
    return new ScoreTransactions(
        context.getBean(KafkaProperties.class),
        context.getBean(KafkaClients.class),
        EventRecords.of(Topics.TURNS_SCORED, TestPlatform.shared().schemaRegistry()),
        Topics.TURNS_SCORED.name());
  }

  private static TurnScore score() {
    var turn = UUID.randomUUID();
    return TurnScore.newBuilder()
        .setTurnId(turn)
        .setSessionId("session")
        .setUserId("ada")
        .setRubric("a")
        .setRubricVersion("1")
        .setJudgeModel("judge")
        .setScore(0.5)
        .setReasoning("Because.")
        .setRejudged(true)
        .setUsage(Usage.newBuilder().build())
        .setScoredAt(Instant.parse("2026-03-01T12:00:00Z"))
        .setProvenance(new Provenance(turn, "turns.completed", 0, 7L, "1"))
        .build();
  }
}

package dev.turnpike.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.DurationSketch;
import dev.turnpike.events.Granularity;
import dev.turnpike.events.Rollup;
import dev.turnpike.events.ScoreRollup;
import dev.turnpike.events.TurnRollup;
import dev.turnpike.events.TurnStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CountedOnceTest {
  private static final int TURNS = 3;

  private final Case one = Case.of(TURNS);

  @BeforeEach
  void count() {
    one.analytics = true;
    for (int number = 1; number <= TURNS; number++) {
      one.rollups.ended(TurnStatus.COMPLETED, new Rollups.Sums(1, 0, 10, 5));
    }
    for (Granularity each : new Granularity[] {Granularity.MINUTE, Granularity.HOUR}) {
      publish(1, each, turns(2, 20, 10));
      publish(2, each, turns(1, 10, 5));
      publish(3, each, ScoreRollup.newBuilder(scores()).setScores(TURNS).build());
    }
  }

  @Test
  void windowsThatAddUpToTheLogAreRight() {
    assertThat(one.verdict(new CountedOnce()).violations()).isEmpty();
  }

  @Test
  void ofEachWindowTheLastStateCounts() {
    publish(2, Granularity.MINUTE, turns(5, 50, 25));
    assertThat(one.verdict(new CountedOnce()).kept()).isFalse();
    publish(2, Granularity.MINUTE, turns(1, 10, 5));
    assertThat(one.verdict(new CountedOnce()).kept()).isTrue();
  }

  @Test
  void aTurnThatCountedTwiceOrItsTokensAreSeen() {
    publish(2, Granularity.MINUTE, turns(2, 20, 10));
    publish(2, Granularity.HOUR, turns(1, 10, 6));
    assertThat(one.verdict(new CountedOnce()).violations())
        .hasSize(2)
        .anyMatch(each -> each.startsWith("By the MINUTE"))
        .anyMatch(each -> each.startsWith("By the HOUR"));
  }

  @Test
  void aScoreThatIsMissingIsSeen() {
    publish(3, Granularity.MINUTE, scores());
    assertThat(one.verdict(new CountedOnce()).violations())
        .containsExactly("By the MINUTE 0 scores were published, not 3");
  }

  @Test
  void turnsAndScoresThatAreYetToBePublishedAreWaitedFor() {
    assertThat(one.rollups.unpublished(TURNS)).isZero();
    publish(2, Granularity.MINUTE, turns(0, 0, 0));
    publish(3, Granularity.MINUTE, ScoreRollup.newBuilder(scores()).setScores(1).build());
    assertThat(one.rollups.unpublished(TURNS)).isEqualTo(1 + 2);
  }

  private void publish(int key, Granularity granularity, Object body) {
    one.rollups.published(
        ByteBuffer.wrap((granularity + "/" + key).getBytes(StandardCharsets.UTF_8)),
        Rollup.newBuilder()
            .setGranularity(granularity)
            .setWindowStart(Case.BEGIN)
            .setWindowEnd(Case.BEGIN.plusSeconds(60))
            .setBody(body)
            .build());
  }

  private static TurnRollup turns(int count, int input, int output) {
    return TurnRollup.newBuilder()
        .setAgent("default")
        .setModel("sim")
        .setPromptVersion("v1")
        .setStatus(TurnStatus.COMPLETED)
        .setTurns(count)
        .setInputTokens(input)
        .setOutputTokens(output)
        .setTotal(DurationSketch.newBuilder().build())
        .setAdded(DurationSketch.newBuilder().build())
        .setFirstToken(DurationSketch.newBuilder().build())
        .build();
  }

  private static ScoreRollup scores() {
    return ScoreRollup.newBuilder()
        .setRubric("relevancy")
        .setRubricVersion("v1")
        .setJudgeModel("sim-judge")
        .setAgent("default")
        .setPromptVersion("v1")
        .setAnswerModel("sim")
        .build();
  }
}

package dev.turnpike.analytics.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.analytics.Samples;
import dev.turnpike.events.BandChange;
import dev.turnpike.events.ScoreAlert;
import dev.turnpike.events.TurnScore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts: windows of ten minutes, a minute of grace, three scores at least, a mean of 0.5 to 1. */
class BandWatchTest {

  private static final Duration WINDOW = Duration.ofMinutes(10);

  @TempDir private Path folder;
  private DrivenFlow flow;

  @BeforeEach
  void start() {
    flow = new DrivenFlow(folder);
  }

  @AfterEach
  void stop() {
    flow.close();
  }

  @Test
  void leavingAndReturningAreToldOnceEach() {
    assertThat(window(0.9, 0.8, 0.7)).isEmpty();
    assertThat(window(0.1, 0.2, 0.3)).singleElement().satisfies(this::left);
    assertThat(window(0.2, 0.2, 0.2)).isEmpty();
    assertThat(window(0.6, 0.6, 0.6))
        .extracting(ScoreAlert::getChange)
        .containsExactly(BandChange.RETURNED);
    assertThat(window(0.9, 0.9, 0.9)).isEmpty();
  }

  private void left(ScoreAlert alert) {
    assertThat(alert.getChange()).isEqualTo(BandChange.LEFT);
    assertThat(alert.getRubric()).isEqualTo("tone");
    assertThat(alert.getAgent()).isEqualTo("default");
    assertThat(alert.getPromptVersion()).isEqualTo("p1");
    assertThat(alert.getMean()).isBetween(0.199, 0.201);
    assertThat(alert.getScores()).isEqualTo(3);
    assertThat(alert.getBandFrom()).isEqualTo(0.5);
    assertThat(Duration.between(alert.getWindowStart(), alert.getWindowEnd())).isEqualTo(WINDOW);
  }

  @Test
  void tooFewScoresSayNothing() {
    assertThat(window(0.1, 0.1)).isEmpty();
    assertThat(window(0.1, 0.1, 0.1)).hasSize(1);
    assertThat(window(0.9, 0.9)).isEmpty();
  }

  @Test
  void aWindowThatIsNotOverSaysNothing() {
    scores(flow.now().minusSeconds(1), 0.1, 0.1, 0.1);
    flow.pass(Duration.ofSeconds(30));
    assertThat(flow.alerts()).isEmpty();
  }

  @Test
  void rubricsWithoutABandAndScoresGivenAgainSayNothing() {
    Instant when = flow.now().minusSeconds(1);
    for (int i = 0; i < 5; i++) {
      flow.score(Samples.score("other", 0, when).build());
      flow.score(Samples.score("tone", 0, when).setRejudged(true).build());
    }
    flow.pass(WINDOW.multipliedBy(2));
    assertThat(flow.alerts()).isEmpty();
  }

  @Test
  void promptVersionsAreWatchedApart() {
    Instant when = flow.now().minusSeconds(1);
    for (int i = 0; i < 5; i++) {
      flow.score(Samples.score("tone", 0, when).setPromptVersion("bad").build());
      flow.score(Samples.score("tone", 1, when).setPromptVersion("good").build());
    }
    flow.pass(WINDOW.multipliedBy(2));
    assertThat(flow.alerts()).extracting(ScoreAlert::getPromptVersion).containsExactly("bad");
  }

  /** The alerts of a window with such scores. */
  private List<ScoreAlert> window(double... values) {
    scores(flow.now(), values);
    flow.pass(WINDOW.plusMinutes(2));
    return flow.alerts();
  }

  private void scores(Instant when, double... values) {
    for (double value : values) {
      TurnScore score = Samples.score("tone", value, when).build();
      flow.score(score);
      flow.score(score); // once more: it counts once
    }
  }
}

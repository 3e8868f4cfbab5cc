package dev.turnpike.analytics.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnpike.analytics.Samples;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Granularity;
import dev.turnpike.events.Origin;
import dev.turnpike.events.Rollup;
import dev.turnpike.events.ScoreRollup;
import dev.turnpike.events.TurnRollup;
import dev.turnpike.events.TurnStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyticsTopologyTest {

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final String DIMENSIONS = "turns|default|sim|0123456789ab|COMPLETED";

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
  void turnsAreCountedByMinuteAndHour() {
    flow.turn(Samples.turn(at("11:59:30")).build());
    flow.turn(Samples.turn(at("11:59:40")).build());
    flow.turn(Samples.turn(at("11:58:10")).build());
    flow.pass(TICK);

    assertThat(flow.rollups())
        .extracting(each -> each.key, each -> turns(each.value))
        .containsExactlyInAnyOrder(
            tuple("minute|2026-03-01T11:59:00Z|" + DIMENSIONS, 2L),
            tuple("minute|2026-03-01T11:58:00Z|" + DIMENSIONS, 1L),
            tuple("hour|2026-03-01T11:00:00Z|" + DIMENSIONS, 3L));
  }

  @Test
  void whatHasNotChangedIsNotPublishedAgain() {
    flow.turn(Samples.turn(at("11:59:30")).build());
    flow.pass(TICK);
    flow.rollups();
    flow.pass(TICK);
    assertThat(flow.rollups()).isEmpty();
  }

  @Test
  void eachStatusAgentModelAndPromptVersionIsCountedApart() {
    Instant when = at("11:59:30");
    flow.turn(Samples.turn(when).build());
    flow.turn(Samples.turn(when).setStatus(TurnStatus.FAILED).build());
    flow.turn(Samples.turn(when).setAgent("a|b").build());
    flow.turn(Samples.turn(when).setSimulated(false).setModel("llama3:8b").build());
    flow.turn(Samples.turn(when).setModel("sim:ttft=3").setPromptVersion("p").build());
    flow.pass(TICK);

    assertThat(minutes(flow.rollups()))
        .extracting(each -> each.key.substring("minute|2026-03-01T11:59:00Z|".length()))
        .containsExactlyInAnyOrder(
            DIMENSIONS,
            "turns|default|sim|0123456789ab|FAILED",
            "turns|a%7Cb|sim|0123456789ab|COMPLETED",
            "turns|default|llama3:8b|0123456789ab|COMPLETED",
            "turns|default|sim|p|COMPLETED");
  }

  @Test
  void aTurnThatComesAgainIsCountedOnce() {
    CompletedTurn turn = Samples.turn(at("11:59:30")).build();
    flow.turn(turn);
    flow.turn(Samples.turn(at("11:59:59")).build());
    flow.turn(turn);
    flow.pass(TICK);
    flow.turn(turn);
    flow.pass(TICK);

    assertThat(last(flow.rollups(), Granularity.HOUR).getTurns()).isEqualTo(2);
    assertThat(flow.count("turnpike.analytics.duplicates", "turns")).isEqualTo(2);
  }

  @Test
  void evaluationsAreLeftOut() {
    flow.turn(Samples.turn(at("11:59:30")).setOrigin(Origin.EVALUATION).build());
    flow.score(Samples.score("tone", 1, at("11:59:30")).setOrigin(Origin.EVALUATION).build());
    flow.pass(TICK);

    assertThat(flow.rollups()).isEmpty();
    assertThat(flow.count("turnpike.analytics.evaluations", "turns")).isEqualTo(1);
    assertThat(flow.count("turnpike.analytics.evaluations", "scores")).isEqualTo(1);
  }

  @Test
  void whatIsOlderThanTheGraceIsLateAndCounted() {
    flow.turn(Samples.turn(at("11:59:00")).build());
    flow.turn(Samples.turn(at("11:54:00")).build());
    flow.turn(Samples.turn(at("11:53:59")).build());
    flow.pass(TICK);

    assertThat(last(flow.rollups(), Granularity.HOUR).getTurns()).isEqualTo(2);
    assertThat(flow.count("turnpike.analytics.late", "turns")).isEqualTo(1);
  }

  @Test
  void aWindowIsClosedOnceByTheEventsThatFollow() {
    flow.turn(Samples.turn(at("11:50:30")).build());
    flow.pass(TICK);
    assertThat(flow.rollups()).noneMatch(each -> each.value.getFinal$());

    flow.turn(Samples.turn(at("11:56:00")).build());
    flow.pass(TICK.multipliedBy(2));
    assertThat(closed(flow.rollups())).containsExactly("minute|2026-03-01T11:50:00Z|" + DIMENSIONS);
    flow.pass(TICK.multipliedBy(2));
    assertThat(closed(flow.rollups())).isEmpty();
  }

  @Test
  void aWindowIsClosedByTimeWhenNothingFollows() {
    flow.turn(Samples.turn(at("11:59:30")).build());
    flow.pass(Duration.ofMinutes(5).plusSeconds(20));
    assertThat(closed(flow.rollups())).isEmpty();
    flow.pass(Duration.ofSeconds(15));
    assertThat(closed(flow.rollups()))
        .containsExactlyInAnyOrder(
            "minute|2026-03-01T11:59:00Z|" + DIMENSIONS, "hour|2026-03-01T11:00:00Z|" + DIMENSIONS);
  }

  @Test
  void whatWaitsInTheLogIsNotLateForHavingWaited() {
    flow.turn(Samples.turn(at("11:59:30")).build());
    flow.fallBehind();
    flow.pass(Duration.ofHours(2));
    assertThat(closed(flow.rollups())).isEmpty();
    flow.turn(Samples.turn(at("11:59:40")).build());
    flow.pass(TICK);
    assertThat(last(flow.rollups(), Granularity.HOUR).getTurns()).isEqualTo(2);
    assertThat(flow.count("turnpike.analytics.late", "turns")).isZero();
  }

  @Test
  void noWindowIsClosedWhileAPartitionHasNotSaidHowFarItIs() {
    flow.close();
    flow = new DrivenFlow(folder.resolve("two"), 2);
    flow.turn(Samples.turn(at("11:59:30")).build());
    flow.pass(Duration.ofMinutes(20));
    assertThat(closed(flow.rollups())).isEmpty();
  }

  @Test
  void aClockThatIsAheadMakesNothingLate() {
    flow.turn(Samples.turn(at("15:00:00")).build());
    flow.turn(Samples.turn(at("11:58:00")).build());
    flow.pass(TICK);

    assertThat(minutes(flow.rollups()))
        .extracting(each -> each.key)
        .containsExactlyInAnyOrder(
            "minute|2026-03-01T12:00:00Z|" + DIMENSIONS,
            "minute|2026-03-01T11:58:00Z|" + DIMENSIONS);
    assertThat(flow.count("turnpike.analytics.late", "turns")).isZero();
  }

  @Test
  void whatCantBeReadStopsNothing() {
    flow.turnBytes("no event".getBytes(StandardCharsets.UTF_8));
    flow.turn(Samples.turn(at("11:59:30")).build());
    flow.pass(TICK);

    assertThat(minutes(flow.rollups())).hasSize(1);
  }

  @Test
  void whatIsOlderThanItsRetentionIsDeleted() {
    flow.turn(Samples.turn(at("11:59:30")).build());
    flow.pass(Duration.ofMinutes(178));
    assertThat(flow.storedWindows("turns-windows", Family.MINUTE)).isEqualTo(1);
    flow.pass(Duration.ofMinutes(4));
    assertThat(flow.storedWindows("turns-windows", Family.MINUTE)).isZero();
    assertThat(flow.storedWindows("turns-windows", Family.HOUR)).isEqualTo(1);
  }

  @Test
  void scoresAreCountedByRubricAndApartWhenJudgedAgain() {
    Instant when = at("11:59:30");
    flow.score(Samples.score("tone", 0.25, when).build());
    flow.score(Samples.score("tone", 0.75, when).build());
    flow.score(Samples.score("tone", 1, when).setRejudged(true).build());
    flow.pass(TICK);

    assertThat(minutes(flow.rollups()))
        .extracting(
            each -> each.key.substring("minute|2026-03-01T11:59:00Z|".length()),
            each -> ((ScoreRollup) each.value.getBody()).getScores(),
            each -> ((ScoreRollup) each.value.getBody()).getSum())
        .containsExactlyInAnyOrder(
            tuple("scores|tone|r1|judge|default|p1|gpt|false", 2L, 1.0),
            tuple("scores|tone|r1|judge|default|p1|gpt|true", 1L, 1.0));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-01T" + time + "Z");
  }

  private static long turns(Rollup rollup) {
    return ((TurnRollup) rollup.getBody()).getTurns();
  }

  private static TurnRollup last(List<KeyValue<String, Rollup>> rollups, Granularity granularity) {
    return (TurnRollup)
        rollups.stream()
            .map(each -> each.value)
            .filter(each -> each.getGranularity() == granularity)
            .reduce((_, later) -> later)
            .orElseThrow()
            .getBody();
  }

  private static List<KeyValue<String, Rollup>> minutes(List<KeyValue<String, Rollup>> rollups) {
    return rollups.stream()
        .filter(each -> each.value.getGranularity() == Granularity.MINUTE)
        .toList();
  }

  private static List<String> closed(List<KeyValue<String, Rollup>> rollups) {
    return rollups.stream().filter(each -> each.value.getFinal$()).map(each -> each.key).toList();
  }
}

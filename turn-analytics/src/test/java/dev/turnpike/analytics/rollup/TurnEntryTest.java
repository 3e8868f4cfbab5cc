package dev.turnpike.analytics.rollup;

import static dev.turnpike.analytics.Samples.step;
import static dev.turnpike.analytics.Samples.turn;
import static dev.turnpike.analytics.Samples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Step;
import dev.turnpike.events.StepKind;
import dev.turnpike.events.TurnError;
import dev.turnpike.events.TurnRollup;
import dev.turnpike.events.TurnStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnEntryTest {

  private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant ACCEPTED = END.minusSeconds(2);

  @Test
  void whatOneTurnCounts() {
    TurnRollup entry = entry(turn(END).setAttempts(3).build());
    assertThat(entry.getTurns()).isEqualTo(1);
    assertThat(entry.getCompleted()).isEqualTo(1);
    assertThat(entry.getSimulated()).isEqualTo(1);
    assertThat(entry.getRestarted()).isEqualTo(1);
    assertThat(entry.getRestarts()).isEqualTo(2);
    assertThat(entry.getInputTokens()).isEqualTo(10);
    assertThat(entry.getOutputTokens()).isEqualTo(20);
    assertThat(entry.getCostNanoUsd()).isEqualTo(7);
    assertThat(entry.getUnpriced()).isZero();
    assertThat(entry.getTotal().getSumMicros()).isEqualTo(2_000_000);
    assertThat(entry.getFirstToken().getSumMicros()).isEqualTo(1_000_000);
  }

  @Test
  void aTurnWithoutPriceOrTokenIsCountedAsSuch() {
    CompletedTurn failed =
        turn(END)
            .setStatus(TurnStatus.FAILED)
            .setUsage(usage(1, 0, null))
            .setError(new TurnError("model_overloaded", "Try later."))
            .build();
    TurnRollup entry = entry(failed);
    assertThat(entry.getUnpriced()).isEqualTo(1);
    assertThat(entry.getCompleted()).isZero();
    assertThat(entry.getErrors()).containsEntry("model_overloaded", 1L);
  }

  @Test
  void addedIsTheTimeWithoutAnyStep() {
    List<Step> steps =
        List.of(
            step(StepKind.TOOL_CALL, "a", ACCEPTED.plusMillis(900), Duration.ofMillis(300)),
            step(StepKind.MODEL_CALL, "m", ACCEPTED.plusMillis(100), Duration.ofMillis(500)),
            step(StepKind.TOOL_CALL, "b", ACCEPTED.plusMillis(1_000), Duration.ofMillis(400)),
            step(StepKind.MODEL_CALL, "m", ACCEPTED.plusMillis(1_900), Duration.ofMillis(500)));
    TurnRollup entry = entry(turn(END).setSteps(steps).build());
    assertThat(entry.getAdded().getSumMicros()).isEqualTo(2_000_000 - 500_000 - 500_000 - 100_000);
    assertThat(entry.getFallbacks()).isZero();
  }

  @Test
  void twoModelsAreAFallback() {
    List<Step> steps =
        List.of(
            step(StepKind.MODEL_CALL, "a", ACCEPTED, Duration.ofMillis(5)),
            step(StepKind.MODEL_CALL, "b", ACCEPTED.plusMillis(5), Duration.ofMillis(5)));
    assertThat(entry(turn(END).setSteps(steps).build()).getFallbacks()).isEqualTo(1);
  }

  private static TurnRollup entry(CompletedTurn turn) {
    return (TurnRollup) TurnEntry.of(turn).getBody();
  }
}

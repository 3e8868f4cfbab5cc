package dev.turnpike.bench.ramp;

import static dev.turnpike.bench.ramp.Steps.BOUNDS;
import static dev.turnpike.bench.ramp.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KneeTest {

  @Test
  void isTheHighestRateBeforeTheTimesGrow() {
    Knee knee =
        Knee.of(
            List.of(
                step(10, 1, 12),
                step(20, 1, 15),
                step(40, 1, 99),
                step(80, 1, 900),
                step(80, 2, 800),
                step(160, 1, 9_000)),
            BOUNDS);

    assertThat(knee.perSecond()).isEqualTo(40);
    assertThat(knee.brokenPerSecond()).isEqualTo(80);
    assertThat(knee.why()).containsExactly("800 ms added to the first token at p99, of 100");
    assertThat(knee.found()).isTrue();
  }

  @Test
  void isTheHighestRateThatWasAnsweredInTime() {
    Knee knee =
        Knee.of(
            List.of(step(10, 1, 1), step(20, 1, 1, 0.97), step(20, 2, 1, 0.98), step(40, 1, 1)),
            BOUNDS);

    assertThat(knee.perSecond()).as("40 held after 20 did not").isEqualTo(10);
    assertThat(knee.why()).containsExactly("98.0 % of the answers in time, of 99 %");
  }

  @Test
  void aPauseOfTheMachineIsNoKnee() {
    Knee knee = Knee.of(List.of(step(10, 1, 500), step(10, 2, 20), step(20, 1, 20)), BOUNDS);

    assertThat(knee.perSecond()).isEqualTo(20);
    assertThat(knee.brokenPerSecond()).isNull();
    assertThat(knee.found()).isFalse();
  }

  @Test
  void whereNothingHeldThereIsNone() {
    Knee knee = Knee.of(List.of(step(10, 1, 500), step(10, 2, 400)), BOUNDS);

    assertThat(knee.perSecond()).isZero();
    assertThat(knee.found()).isFalse();
  }

  @Test
  void aBoundThatIsJustReachedHolds() {
    assertThat(BOUNDS.hold(step(10, 1, 100, 0.99))).isTrue();
    assertThat(BOUNDS.broken(step(10, 1, 101, 0.98))).hasSize(2);
  }
}

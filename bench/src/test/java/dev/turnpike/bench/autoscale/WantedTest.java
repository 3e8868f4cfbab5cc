package dev.turnpike.bench.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The examples of Kubernetes' page on the HorizontalPodAutoscaler. */
class WantedTest {

  @Test
  void twiceTheTargetIsTwiceThePods() {
    assertThat(Wanted.byAverage(3, 200, 100)).isEqualTo(6);
  }

  @Test
  void halfTheTargetIsHalfThePodsRoundedUp() {
    assertThat(Wanted.byAverage(4, 50, 100)).isEqualTo(2);
    assertThat(Wanted.byAverage(3, 50, 100)).isEqualTo(2);
  }

  @Test
  void aTenthMoreOrLessChangesNothing() {
    assertThat(Wanted.byAverage(10, 109, 100)).isEqualTo(10);
    assertThat(Wanted.byAverage(10, 91, 100)).isEqualTo(10);
    assertThat(Wanted.byAverage(10, 111, 100)).isEqualTo(12);
  }

  @Test
  void aSumIsSharedByAsManyAsBringEachToItsTarget() {
    assertThat(Wanted.byTotal(2, 1000, 350)).isEqualTo(3);
    assertThat(Wanted.byTotal(3, 1000, 350)).isEqualTo(3);
    assertThat(Wanted.byTotal(10, 1000, 350)).isEqualTo(3);
    assertThat(Wanted.byTotal(2, 0, 350)).isZero();
  }
}

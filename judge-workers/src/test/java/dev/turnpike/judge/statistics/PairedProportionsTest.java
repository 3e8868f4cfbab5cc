package dev.turnpike.judge.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairedProportionsTest {

  /** Newcombe's own examples, table III, method 10: 36, 12, 2, 0 and 20, 12, 2, 16. */
  @Test
  void givesTheIntervalsOfItsSource() {
    var strong = new PairedProportions(36, 2, 12, 0).difference();
    assertThat(strong.low()).isCloseTo(0.0569, within(0.0006));
    assertThat(strong.high()).isCloseTo(0.3404, within(0.0006));
    var weak = new PairedProportions(20, 2, 12, 16).difference();
    assertThat(weak.low()).isCloseTo(0.0562, within(0.0006));
    assertThat(weak.high()).isCloseTo(0.3290, within(0.0006));
  }

  @Test
  void nothingChangedIsNoEvidence() {
    var same = new PairedProportions(20, 0, 0, 4);
    assertThat(same.mcNemar()).isEqualTo(1);
    assertThat(same.difference().contains(0)).isTrue();
    assertThat(same.after()).isEqualTo(same.before());
  }

  @Test
  void oneSidedChangesAreImprobable() {
    // 8 of 8: 2 × 0.5⁸
    assertThat(new PairedProportions(2, 8, 0, 0).mcNemar()).isCloseTo(0.0078125, within(1e-12));
    assertThat(new PairedProportions(0, 5, 5, 0).mcNemar()).isEqualTo(1);
    assertThat(new PairedProportions(0, 600, 600, 0).mcNemar()).isEqualTo(1);
  }

  @Test
  void ofNothingNothingIsKnown() {
    var none = new PairedProportions(0, 0, 0, 0);
    assertThat(none.difference()).isEqualTo(Interval.UNKNOWN);
    assertThat(none.mcNemar()).isEqualTo(1);
  }
}

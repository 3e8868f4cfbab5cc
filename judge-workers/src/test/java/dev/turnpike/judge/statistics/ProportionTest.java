package dev.turnpike.judge.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

  /** The first four are in R. G. Newcombe, Statistics in Medicine 17 (1998), 857–872, table I. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718",
    "20, 20, 0.8389, 1.0000"
  })
  void wilsonsIntervalIsAsPublished(long successes, long trials, double low, double high) {
    var interval = new Proportion(successes, trials).wilson();

    assertThat(interval.low()).isCloseTo(low, within(0.00006));
    assertThat(interval.high()).isCloseTo(high, within(0.00006));
  }

  @Test
  void ofNoneNothingIsKnown() {
    assertThat(new Proportion(0, 0).share()).isNaN();
    assertThat(new Proportion(0, 0).wilson()).isEqualTo(Interval.UNKNOWN);
  }

  @Test
  void theIntervalHoldsTheShareAndShrinksWithTrials() {
    for (int trials = 1; trials <= 40; trials++) {
      for (int successes = 0; successes <= trials; successes++) {
        var few = new Proportion(successes, trials);
        var many = new Proportion(successes * 10L, trials * 10L).wilson();
        assertThat(few.wilson().contains(few.share())).isTrue();
        assertThat(few.wilson().low()).isBetween(0.0, many.low());
        assertThat(few.wilson().high()).isBetween(many.high(), 1.0);
      }
    }
  }

  @Test
  void moreThanAllIsRefused() {
    assertThatThrownBy(() -> new Proportion(3, 2)).hasMessage("3 of 2");
  }
}

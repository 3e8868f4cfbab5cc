package dev.turnpike.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsTest {
  private static final Duration LENGTH = Duration.ofSeconds(100);

  private final long seed = System.nanoTime();

  ArrivalsTest() {
    System.out.println("seed " + seed);
  }

  @Test
  void asManyArriveAsTheRateSays() {
    List<Long> moments = new Arrivals(100, seed).moments(LENGTH);

    // 10,000 on average with a deviation of 100: beyond 600 once in 500 million runs.
    assertThat(moments).hasSizeBetween(9_400, 10_600).isSorted();
    assertThat(moments).allMatch(moment -> moment > 0 && moment < LENGTH.toNanos());
  }

  @Test
  void theyKnowNothingOfEachOther() {
    List<Long> moments = new Arrivals(100, seed).moments(LENGTH);

    long shorterThanMean = 0;
    for (int i = 1; i < moments.size(); i++) {
      shorterThanMean += moments.get(i) - moments.get(i - 1) < 10_000_000 ? 1 : 0;
    }
    // Of exponential gaps, 1 - 1/e are shorter than the mean; of even ones, none or all.
    assertThat((double) shorterThanMean / moments.size()).isCloseTo(0.632, within(0.04));
  }

  @Test
  void theSameSeedGivesTheSameMoments() {
    List<Long> moments = new Arrivals(50, seed).moments(LENGTH);

    assertThat(new Arrivals(50, seed).moments(LENGTH)).isEqualTo(moments);
    assertThat(new Arrivals(50, seed + 1).moments(LENGTH)).isNotEqualTo(moments);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, 2e6})
  void refusesWhatIsNoRate(double rate) {
    assertThatThrownBy(() -> new Arrivals(rate, seed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A rate is above 0");
  }
}

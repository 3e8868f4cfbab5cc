package dev.turnpike.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistributionTest {

  @Test
  void quantilesAreInMillisecondsToFourDigits() {
    Quantiles quantiles = upTo(1000).quantiles();

    assertThat(quantiles.count()).isEqualTo(1000);
    assertThat(quantiles.p50()).isCloseTo(500, within(0.5));
    assertThat(quantiles.p90()).isCloseTo(900, within(1.0));
    assertThat(quantiles.p99()).isCloseTo(990, within(1.0));
    assertThat(quantiles.max()).isCloseTo(1000, within(1.0));
    assertThat(quantiles.mean()).isCloseTo(500.5, within(1.0));
  }

  @Test
  void nothingGivesZeros() {
    assertThat(new Distribution().quantiles()).isEqualTo(new Quantiles(0, 0, 0, 0, 0, 0, 0));
    assertThat(new Distribution().curve()).isEmpty();
  }

  @Test
  void takesTokensThatCameTogetherAndTimesBeyondItsRange() {
    Distribution distribution = new Distribution();
    distribution.add(0);
    distribution.add(Duration.ofHours(1).toNanos());

    assertThat(distribution.quantile(0.5)).isZero();
    assertThat(distribution.quantiles().max()).isCloseTo(600_000, within(600.0));
  }

  @Test
  void putTogetherIsAsIfCountedTogether() {
    Distribution both = upTo(10);
    both.addAll(upTo(20));

    assertThat(both.count()).isEqualTo(30);
    assertThat(both.quantile(1)).isCloseTo(20, within(0.02));
  }

  @Test
  void theCurveRisesAndEndsWhereThereAreNoMoreValues() {
    List<Distribution.Point> curve = upTo(1000).curve();

    assertThat(curve).extracting(Distribution.Point::millis).isSorted();
    assertThat(curve.getFirst().part()).isZero();
    assertThat(curve.getLast().part()).isBetween(0.998, 0.9991);
  }

  @Test
  void differencesAreQuantileByQuantile() {
    Quantiles.Difference difference =
        new Quantiles(9, 5, 204.6, 210, 219, 220, 221)
            .minus(new Quantiles(9, 4, 200.1, 201, 203, 204, 205));

    assertThat(difference).isEqualTo(new Quantiles.Difference(1, 4.5, 9, 16));
  }

  private static Distribution upTo(int millis) {
    Distribution distribution = new Distribution();
    IntStream.rangeClosed(1, millis).forEach(i -> distribution.add(i * 1_000_000L));
    return distribution;
  }
}

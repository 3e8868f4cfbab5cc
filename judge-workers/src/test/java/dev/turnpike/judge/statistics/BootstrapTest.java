package dev.turnpike.judge.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  @Test
  void aMeansIntervalIsNearTheNormalOne() {
    var sample = IntStream.range(0, 100).mapToObj(i -> (double) i).toList();
    double reach = 1.96 * 28.866 / Math.sqrt(100); // with the standard deviation of 0 to 99

    var interval = Bootstrap.interval(sample, BootstrapTest::mean);

    assertThat(interval.low()).isCloseTo(49.5 - reach, within(0.5));
    assertThat(interval.high()).isCloseTo(49.5 + reach, within(0.5));
  }

  @Test
  void itHoldsTheTruthAboutAsOftenAsItSays() {
    var random = new Random(7);
    int held = 0;
    for (int i = 0; i < 100; i++) {
      var sample = DoubleStream.generate(random::nextGaussian).limit(40).boxed().toList();
      held += Bootstrap.interval(sample, BootstrapTest::mean, i).contains(0) ? 1 : 0;
    }
    assertThat(held).isBetween(85, 100);
  }

  @Test
  void theSameSampleGivesTheSameInterval() {
    var sample = IntStream.range(0, 100).mapToObj(Math::sqrt).toList();

    assertThat(Bootstrap.interval(sample, BootstrapTest::mean))
        .isEqualTo(Bootstrap.interval(sample, BootstrapTest::mean))
        .isNotEqualTo(Bootstrap.interval(sample, BootstrapTest::mean, 2));
  }

  @Test
  void whatCannotBeToldOfADrawIsLeftOut() {
    var sample = List.of(0.0, 1.0);

    assertThat(Bootstrap.interval(sample, some -> mean(some) == 0.5 ? 3 : Double.NaN))
        .isEqualTo(new Interval(3, 3));
    assertThat(Bootstrap.interval(sample, _ -> Double.NaN)).isEqualTo(Interval.UNKNOWN);
    assertThat(Bootstrap.interval(Collections.<Double>emptyList(), BootstrapTest::mean))
        .isEqualTo(Interval.UNKNOWN);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}

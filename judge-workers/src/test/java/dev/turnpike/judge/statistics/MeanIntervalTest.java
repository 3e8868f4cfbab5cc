package dev.turnpike.judge.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MeanIntervalTest {

  @Test
  void holdsTheTrueMeanAboutAsOftenAsItSays() {
    int held = 0;
    int trials = 400;
    for (int seed = 0; seed < trials; seed++) {
      var random = new SplittableRandom(seed);
      var values = Stream.generate(() -> 0.3 + random.nextGaussian() * 0.2).limit(20).toList();
      held += MeanInterval.of(values, seed).contains(0.3) ? 1 : 0;
    }
    assertThat(held / (double) trials).isBetween(0.90, 0.98);
  }

  @Test
  void isTheSameForTheSameSeed() {
    var values = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.9);
    assertThat(MeanInterval.of(values, 7)).isEqualTo(MeanInterval.of(values, 7));
    assertThat(MeanInterval.of(values, 7)).isNotEqualTo(MeanInterval.of(values, 8));
  }

  @Test
  void fewValuesTellNothing() {
    assertThat(MeanInterval.of(Collections.nCopies(7, 0.5), 1)).isEqualTo(Interval.UNKNOWN);
    assertThat(MeanInterval.of(Collections.nCopies(8, 0.5), 1)).isEqualTo(new Interval(0.5, 0.5));
  }
}

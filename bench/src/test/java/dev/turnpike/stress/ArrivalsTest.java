package dev.turnpike.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final Duration LENGTH = Duration.ofSeconds(1_000);

  @Test
  void asManyArriveAsTheRateSays() {
    List<Duration> offsets = Arrivals.at(50, LENGTH, new Random(7)).offsets();

    assertThat(offsets).isSorted().allMatch(offset -> offset.compareTo(LENGTH) < 0);
    assertThat(offsets).size().isBetween(49_000, 51_000);
  }

  @Test
  void theyComeByChanceAndNotInStep() {
    List<Duration> offsets = Arrivals.at(50, LENGTH, new Random(7)).offsets();
    long close = 0;
    for (int i = 1; i < offsets.size(); i++) {
      close += offsets.get(i).minus(offsets.get(i - 1)).toMillis() < 10 ? 1 : 0;
    }

    // Of a Poisson process at 50 a second, 1 - e^-0.5 of the gaps are below 10 ms.
    assertThat((double) close / offsets.size()).isCloseTo(0.393, within(0.02));
  }

  @Test
  void aSeedAlwaysGivesTheSame() {
    assertThat(Arrivals.at(5, LENGTH, new Random(3)))
        .isEqualTo(Arrivals.at(5, LENGTH, new Random(3)))
        .isNotEqualTo(Arrivals.at(5, LENGTH, new Random(4)));
  }

  @Test
  void togetherIsTheSameMoment() {
    assertThat(Arrivals.together(3).offsets()).hasSize(3).containsOnly(Duration.ZERO);
  }
}

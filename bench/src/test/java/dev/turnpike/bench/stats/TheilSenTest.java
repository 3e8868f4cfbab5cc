package dev.turnpike.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.turnpike.bench.stats.TheilSen.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class TheilSenTest {

  @Test
  void findsTheLineThatIsThere() {
    TheilSen line = line(20, x -> 7 + 3 * x);

    assertThat(line.slope()).isCloseTo(3, within(1e-9));
    assertThat(line.intercept()).isCloseTo(7, within(1e-9));
    assertThat(line.lower()).isCloseTo(3, within(1e-9));
    assertThat(line.upper()).isCloseTo(3, within(1e-9));
    assertThat(line.at(100)).isCloseTo(307, within(1e-6));
  }

  @Test
  void fewOddPointsDoNotTurnIt() {
    TheilSen line = line(20, x -> x == 3 || x == 11 || x == 19 ? 5_000 : 7 + 3 * x);

    assertThat(line.slope()).isCloseTo(3, within(0.5));
  }

  @Test
  void theIntervalOfNoiseAloneHoldsNought() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    int without = 0;
    for (int run = 0; run < 400; run++) {
      TheilSen line = line(15, x -> 50 + random.nextGaussian());
      assertThat(line.lower()).isLessThanOrEqualTo(line.slope());
      assertThat(line.upper()).isGreaterThanOrEqualTo(line.slope());
      without += line.lower() > 0 || line.upper() < 0 ? 1 : 0;
    }

    // One in twenty on average, which is 20 with a deviation of 4.4.
    assertThat(without).isLessThan(50);
  }

  @Test
  void theIntervalOfAnEvenGrowthDoesNot() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);

    TheilSen line = line(15, x -> 50 + x + 0.5 * random.nextDouble());

    assertThat(line.lower()).isGreaterThan(0.8);
    assertThat(line.upper()).isLessThan(1.2);
  }

  @Test
  void needsThreePointsOneAfterTheOther() {
    assertThatThrownBy(() -> line(2, x -> x)).hasMessage("A trend needs three points, not 2");
    assertThatThrownBy(() -> TheilSen.of(List.of(new Point(1, 1), new Point(1, 2))))
        .hasMessageContaining("the same x, 1.0");
  }

  private static TheilSen line(int count, IntToDoubleFunction value) {
    List<Point> points = new ArrayList<>();
    for (int x = 0; x < count; x++) {
      points.add(new Point(x, value.applyAsDouble(x)));
    }
    return TheilSen.of(points);
  }
}

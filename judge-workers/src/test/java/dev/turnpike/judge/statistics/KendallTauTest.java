package dev.turnpike.judge.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.turnpike.judge.statistics.KendallTau.Point;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KendallTauTest {

  /** The example in SciPy's documentation of kendalltau. */
  @Test
  void scipysExample() {
    assertThat(tau(new double[] {12, 2, 1, 12, 2}, new double[] {1, 4, 7, 1, 0}))
        .isCloseTo(-0.47140452079103173, within(1e-12));
  }

  /** Of 6 pairs, 4 in the same order, one tied by the first and another by the second: 4 / √25. */
  @Test
  void tiesByHand() {
    assertThat(tau(new double[] {1, 2, 2, 3}, new double[] {1, 1, 2, 3}))
        .isCloseTo(0.8, within(1e-12));
  }

  @Test
  void onlyTheOrderCounts() {
    double[] labels = {0, 0.25, 0.5, 0.5, 1};
    assertThat(tau(labels, new double[] {0.1, 0.2, 0.3, 0.3, 0.4})).isEqualTo(1);
    assertThat(tau(labels, new double[] {1, 0.75, 0.5, 0.5, 0})).isEqualTo(-1);
  }

  @Test
  void whoTiesEverythingHasNoOrder() {
    assertThat(tau(new double[] {0, 0.5, 1}, new double[] {0.5, 0.5, 0.5})).isNaN();
    assertThat(KendallTau.b(List.of())).isNaN();
  }

  private static double tau(double[] first, double[] second) {
    return KendallTau.b(
        IntStream.range(0, first.length).mapToObj(i -> new Point(first[i], second[i])).toList());
  }
}

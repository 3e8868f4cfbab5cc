package dev.turnpike.judge.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KappaTest {

  /** Two readers of 50 grants: 20 yes and 15 no by both, 5 and 10 apart; chance gives a half. */
  @Test
  void aTableByHand() {
    var ratings = table(new int[][] {{20, 5}, {10, 15}});

    assertThat(Kappa.unweighted(ratings)).isCloseTo(0.4, within(1e-12));
    assertThat(Kappa.quadratic(ratings)).isCloseTo(0.4, within(1e-12)); // two categories: the same
  }

  /** 100 diagnoses in J. L. Fleiss, Statistical Methods for Rates and Proportions (1981): 0.68. */
  @Test
  void fleissTable() {
    var ratings = table(new int[][] {{75, 1, 4}, {5, 4, 1}, {0, 0, 10}});

    assertThat(Kappa.unweighted(ratings)).isCloseTo(0.676, within(0.0005));
  }

  /**
   * Observed squared distances: 1·1 + 1·4 = 5 of 10 ratings. By chance: the first says 0, 1, 2 in
   * 4, 3, 3, the second in 4, 2, 4 of 10, so 150 / 10 = 15.
   */
  @Test
  void quadraticWeightsByHand() {
    var ratings = table(new int[][] {{3, 0, 1}, {1, 2, 0}, {0, 0, 3}});
    var more = table(new int[][] {{3, 0, 1}, {1, 1, 1}, {0, 0, 3}});

    assertThat(Kappa.quadratic(ratings)).isCloseTo(1 - 5 / 15.0, within(1e-12));
    assertThat(Kappa.quadratic(more)).isLessThan(Kappa.quadratic(ratings));
  }

  @Test
  void fullAgreementIsOneAndItsReverseIsLessThanZero() {
    var same = Stream.of(0, 1, 2, 3, 4, 4).map(i -> new Rating(i, i)).toList();
    var reverse = Stream.of(0, 1, 2, 3, 4).map(i -> new Rating(i, 4 - i)).toList();

    assertThat(Kappa.unweighted(same)).isEqualTo(1);
    assertThat(Kappa.quadratic(same)).isEqualTo(1);
    assertThat(Kappa.quadratic(reverse)).isEqualTo(-1);
  }

  @Test
  void whoAlwaysSaysTheSameHasNothingBeyondChance() {
    var ratings = Stream.of(0, 1, 2, 3, 4).map(i -> new Rating(i, 2)).toList();

    assertThat(Kappa.unweighted(ratings)).isEqualTo(0);
    assertThat(Kappa.quadratic(ratings)).isEqualTo(0);
  }

  @Test
  void whereChanceAloneAgreesInFullNothingCanBeTold() {
    assertThat(Kappa.unweighted(List.of(new Rating(2, 2), new Rating(2, 2)))).isNaN();
    assertThat(Kappa.quadratic(List.of())).isNaN();
  }

  @Test
  void guessesAreNearZeroAndNeitherOrderNorRaterMatters() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var guesses = new ArrayList<Rating>();
    for (int i = 0; i < 20_000; i++) {
      guesses.add(new Rating(random.nextInt(5), random.nextInt(5)));
    }
    double kappa = Kappa.quadratic(guesses);
    var turned =
        guesses.stream()
            .map(r -> new Rating(/* first= */ r.second(), /* second= */ r.first()))
            .toList();
    Collections.shuffle(guesses, random);

    assertThat(kappa).isCloseTo(0, within(0.05));
    assertThat(Kappa.quadratic(guesses)).isEqualTo(kappa);
    assertThat(Kappa.quadratic(turned)).isEqualTo(kappa);
  }

  private static List<Rating> table(int[][] counts) {
    var ratings = new ArrayList<Rating>();
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts[i].length; j++) {
        ratings.addAll(Collections.nCopies(counts[i][j], new Rating(i, j)));
      }
    }
    return ratings;
  }
}

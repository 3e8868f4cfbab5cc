package dev.turnpike.judge.rubric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SamplingTest {

  private static final UUID TURN = UUID.fromString("0190b0a0-3333-7000-8000-000000000003");

  /**
   * {@code printf %s ID | sha256sum} begins with these 13 digits: whoever draws elsewhere draws the
   * same.
   */
  @Test
  void theFractionIsOfTheIdsHash() {
    assertThat(Sampling.fraction(TURN)).isEqualTo(0x0.a40d90ec42aeap0);
  }

  @Test
  void everyTurnOrNoneIsDrawnAtTheEnds() {
    assertThat(rubric(1).samples(TURN)).isTrue();
    assertThat(rubric(0).samples(TURN)).isFalse();
  }

  @Test
  void aShareIsDrawnAndASmallerOneIsPartOfIt() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var turns = Stream.generate(() -> id(random)).limit(20_000).toList();

    var tenth = turns.stream().filter(rubric(0.1)::samples).toList();
    var third = turns.stream().filter(rubric(0.3)::samples).toList();

    assertThat(tenth.size()).isCloseTo(2_000, within(220));
    assertThat(third.size()).isCloseTo(6_000, within(330));
    assertThat(third).containsAll(tenth);
  }

  /** Of one millisecond, as ids of turns that come together are. */
  private static UUID id(Random random) {
    return new UUID(
        0x0190b0a033337000L | random.nextInt(0x1000), random.nextLong() >>> 2 | Long.MIN_VALUE);
  }

  private static Rubric rubric(double rate) {
    return new Rubric("tone", "1", Direction.HIGHER_IS_BETTER, rate, "", "Judge.");
  }
}

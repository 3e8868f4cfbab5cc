package dev.turnpike.judge.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.turnpike.judge.rubric.Direction;
import dev.turnpike.judge.statistics.Rating;
import dev.turnpike.judge.verdict.Verdict;
import dev.turnpike.models.Usages;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a score becomes a grade, and what a judged item says of it. */
class GradeTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.1249, 0",
    "0.125, 1",
    "0.5, 2",
    "0.624, 2",
    "0.625, 3",
    "0.875, 4",
    "1, 4"
  })
  void theNearestAndInTheMiddleTheHigher(double score, int number) {
    assertThat(Grade.nearest(score).number()).isEqualTo(number);
  }

  @Test
  void theMiddleDoesNotPassInEitherDirection() {
    assertThat(Grade.nearest(0.5).passes()).isFalse();
    assertThat(Grade.nearest(0.75).passes()).isTrue();
    assertThat(scored(Direction.LOWER_IS_BETTER, 0.5).passing().second()).isZero();
    assertThat(scored(Direction.LOWER_IS_BETTER, 0.25).passing().second()).isEqualTo(1);
  }

  @Test
  void higherIsBetterUnderAnyRubric() {
    assertThat(scored(Direction.HIGHER_IS_BETTER, 0.8).rating()).isEqualTo(new Rating(4, 3));
    assertThat(scored(Direction.LOWER_IS_BETTER, 0.8).rating()).isEqualTo(new Rating(0, 1));
    assertThat(scored(Direction.LOWER_IS_BETTER, 0.8).passing()).isEqualTo(new Rating(0, 0));
    assertThat(scored(Direction.LOWER_IS_BETTER, 0.125).rating()).isEqualTo(new Rating(0, 4));
    assertThat(scored(Direction.HIGHER_IS_BETTER, 0.125).rating()).isEqualTo(new Rating(4, 1));
    assertThat(scored(Direction.LOWER_IS_BETTER, 0.8).error()).isCloseTo(0.2, within(1e-12));
  }

  /** Deviations from 0.7 of −0.2, 0 and 0.2: √(0.08 / 2). */
  @Test
  void repeatsAreSpread() {
    var repeated = scored(Direction.HIGHER_IS_BETTER, 0.5, 0.7, 0.9);

    assertThat(repeated.spread()).isCloseTo(0.2, within(1e-12));
    assertThat(repeated.range()).isCloseTo(0.4, within(1e-12));
    assertThat(repeated.verdict().score()).isEqualTo(0.5); // the first counts
    assertThat(scored(Direction.HIGHER_IS_BETTER, 0.5).spread()).isNaN();
    assertThat(scored(Direction.HIGHER_IS_BETTER, 0.1, 0.1, 0.1).spread()).isZero();
  }

  private static Scored scored(Direction direction, double... scores) {
    var material = new Material("Hi", List.of(), List.of(), Map.of());
    return new Scored(
        new Item("one", 1, "Kind.", Item.PLAIN, "en", material, "Hello!"),
        direction,
        DoubleStream.of(scores)
            .mapToObj(score -> new Verdict(score, "Because.", Usages.none()))
            .toList());
  }
}

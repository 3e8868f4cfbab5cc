package dev.turnpike.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LawTest {

  @Test
  void nearlyTheSameIsConstant() {
    Law law = Law.of(points(size -> size == 30 ? 10.8 : 10.2));

    assertThat(law.kind()).isEqualTo(Law.Kind.CONSTANT);
    assertThat(law.at(1_000_000)).isCloseTo(10.4, within(1e-9));
    assertThat(words(law, size -> size == 30 ? 10.8 : 10.2))
        .isEqualTo("Processor time of a turn: constant within 4 %, 10.4 ms.");
  }

  @Test
  void findsEachLawInItsOwnPoints() {
    assertThat(Law.of(points(size -> 4 + 0.5 * size)))
        .satisfies(law -> check(law, Law.Kind.LINEAR, 4, 0.5));
    assertThat(Law.of(points(size -> 4 + 500 / size)))
        .satisfies(law -> check(law, Law.Kind.SHARED, 4, 500));
    assertThat(Law.of(points(size -> 4 + 0.5 * size * Math.log(size))))
        .satisfies(law -> check(law, Law.Kind.N_LOG_N, 4, 0.5));
    assertThat(Law.of(points(size -> 3 * Math.pow(size, 1.7))))
        .satisfies(law -> check(law, Law.Kind.POWER, 0, 3))
        .satisfies(law -> assertThat(law.exponent()).isCloseTo(1.7, within(1e-9)));
  }

  @Test
  void saysHowWellItFits() {
    Law rough = Law.of(points(size -> size == 30 ? 90 : size));

    assertThat(rough.fit()).isBetween(0.0, 0.95);
  }

  @Test
  void whatGoesUpAndDownHasNoLaw() {
    Law law = Law.of(points(size -> size == 30 ? 61 : 48));

    assertThat(law.isUnclear()).isTrue();
    assertThat(words(law, size -> size == 30 ? 61 : 48))
        .isEqualTo("Processor time of a turn: no law fits, from 48.0 to 61.0 ms.");
    assertThat(Law.of(points(size -> 4 + 0.5 * size)).isUnclear()).isFalse();
  }

  @Test
  void whatIsBelowNothingHasNoExponent() {
    Law law = Law.of(points(size -> size - 20));

    assertThat(law.exponent()).isNaN();
    assertThat(law.kind()).isEqualTo(Law.Kind.CONSTANT);
  }

  @Test
  void theWordsNameTheUnitAndTheRatio() {
    assertThat(words(Law.of(points(size -> 4 + 0.5 * size)), size -> 4 + 0.5 * size))
        .isEqualTo(
            "Processor time of a turn: linear, 4.00 ms and 0.500 ms for each of the facts"
                + " (R² 1.000); 10 times as many, 6.00 times as much.");
    assertThat(words(Law.of(points(size -> size * size)), size -> size * size))
        .contains("as the power 2.00 of the facts (R² 1.000); 10 times as many, 100.00 times");
    assertThat(words(Law.of(points(size -> 4 + 500 / size)), size -> 4 + 500 / size))
        .contains("falls towards 4.00 ms", "500 ms ÷ facts");
  }

  @Test
  void numbersHaveThreeDigitsThatCount() {
    assertThat(Stream.of(0.0, 0.01234, 1.0, 12.345, 123.45, 12_345.6).map(Words::number))
        .containsExactly("0", "0.0123", "1.00", "12.3", "123", "12346");
  }

  private static void check(Law law, Law.Kind kind, double offset, double slope) {
    assertThat(law.kind()).isEqualTo(kind);
    assertThat(law.offset()).isCloseTo(offset, within(1e-6));
    assertThat(law.slope()).isCloseTo(slope, within(1e-6));
    assertThat(law.fit()).isCloseTo(1, within(1e-9));
    assertThat(law.at(50)).isPositive();
  }

  private static String words(Law law, DoubleUnaryOperator value) {
    return Words.of(Dimension.MEMORIES, Metric.CPU_PER_TURN, law, points(value));
  }

  private static List<Law.Point> points(DoubleUnaryOperator value) {
    return Stream.of(10.0, 30.0, 100.0)
        .map(size -> new Law.Point(size, value.applyAsDouble(size)))
        .toList();
  }
}

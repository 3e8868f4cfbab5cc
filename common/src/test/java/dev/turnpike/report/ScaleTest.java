package dev.turnpike.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {

  @Test
  void mapsValuesToPixelsAndStaysInside() {
    Scale scale = new Scale(0, 10, 300, 100);

    assertThat(scale.at(0)).isEqualTo(300);
    assertThat(scale.at(5)).isEqualTo(200);
    assertThat(scale.at(99)).isEqualTo(100);
    assertThat(scale.at(-1)).isEqualTo(300);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-5, 0, 0.37, 4.9, 21, 333, 99_999})
  void hasAHandfulOfRoundTicks(double highest) {
    List<Double> ticks = Scale.upTo(highest, 0, 100).ticks();

    assertThat(ticks).hasSizeBetween(3, 7);
    assertThat(ticks.getFirst()).isZero();
  }

  @Test
  void showsNumbersWithoutNeedlessDigits() {
    assertThat(Scale.shown(20)).isEqualTo("20");
    assertThat(Scale.shown(0.5)).isEqualTo("0.5");
    assertThat(new Scale(0, 1, 0, 1).ticks().get(1)).isCloseTo(0.2, within(1e-9));
  }
}

package dev.turnpike.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveTest {

  @Test
  void ofFewMomentsItHasAll() {
    assertThat(Curve.of(List.of(3.0, 1.0, 2.0)))
        .containsExactly(new Curve.Point(1, 1), new Curve.Point(2, 2), new Curve.Point(3, 3));
    assertThat(Curve.of(List.of())).isEmpty();
  }

  @Test
  void ofManyItHasFewAndAlwaysTheLast() {
    List<Curve.Point> points =
        Curve.of(IntStream.rangeClosed(1, 1_502).mapToObj(second -> (double) second).toList());

    assertThat(points).hasSizeBetween(90, 110);
    assertThat(points.getLast()).isEqualTo(new Curve.Point(1_502, 1_502));
  }
}

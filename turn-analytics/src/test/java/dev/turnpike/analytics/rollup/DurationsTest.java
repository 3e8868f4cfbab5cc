package dev.turnpike.analytics.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.turnpike.events.DurationSketch;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class DurationsTest {

  static final long DAY = 24 * 3_600_000_000L;

  @Property
  void mergingIsCommutative(
      @ForAll List<@LongRange(min = 0, max = DAY) Long> a,
      @ForAll List<@LongRange(min = 0, max = DAY) Long> b) {
    assertThat(merged(sketch(a), sketch(b))).isEqualTo(merged(sketch(b), sketch(a)));
  }

  @Property
  void mergingIsAssociative(
      @ForAll List<@LongRange(min = 0, max = DAY) Long> a,
      @ForAll List<@LongRange(min = 0, max = DAY) Long> b,
      @ForAll List<@LongRange(min = 0, max = DAY) Long> c) {
    assertThat(merged(merged(sketch(a), sketch(b)), sketch(c)))
        .isEqualTo(merged(sketch(a), merged(sketch(b), sketch(c))));
  }

  @Property
  void mergingIsAsIfAllHadBeenAddedToOne(
      @ForAll List<@LongRange(min = 0, max = DAY) Long> a,
      @ForAll List<@LongRange(min = 0, max = DAY) Long> b) {
    List<Long> all = Stream.concat(a.stream(), b.stream()).toList();
    assertThat(merged(sketch(a), sketch(b))).isEqualTo(sketch(all));
  }

  @Property
  void aQuantileIsWithinOnePercent(
      @ForAll @NotEmpty List<@LongRange(min = 100, max = DAY) Long> values,
      @ForAll @DoubleRange(min = 0, max = 1) double share) {
    long exact = values.stream().sorted().toList().get((int) (share * (values.size() - 1)));
    assertThat(durations(values).quantile(share)).isCloseTo((double) exact, within(exact * 0.0101));
  }

  @Test
  void ofNothingThereIsNothing() {
    Durations none = new Durations();
    assertThat(none.quantile(0.5)).isZero();
    assertThat(none.mean()).isZero();
    assertThat(none.sketch()).isEqualTo(DurationSketch.newBuilder().build());
  }

  @Test
  void extremesTakeABoundedNumberOfBuckets() {
    Durations durations = durations(List.of(-5L, 0L, 1L, Long.MAX_VALUE / 2));
    assertThat(durations.sketch().getBuckets()).hasSizeLessThan(1_140);
    assertThat(durations.sketch().getMinMicros()).isZero();
    assertThat(durations.max()).isEqualTo(Long.MAX_VALUE / 2);
  }

  private static Durations durations(List<Long> values) {
    Durations durations = new Durations();
    values.forEach(durations::add);
    return durations;
  }

  private static DurationSketch sketch(List<Long> values) {
    return durations(values).sketch();
  }

  private static DurationSketch merged(DurationSketch a, DurationSketch b) {
    Durations durations = new Durations();
    durations.add(a);
    durations.add(b);
    return durations.sketch();
  }
}

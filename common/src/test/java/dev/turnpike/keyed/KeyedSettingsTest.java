package dev.turnpike.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyedSettingsTest {

  @Test
  void defaults() {
    var settings = Partition.settings().build();

    assertThat(settings.maxInFlight()).isEqualTo(5_000);
    assertThat(settings.maxWindow()).isEqualTo(2_000);
    assertThat(settings.maxQueuedPerKey()).isEqualTo(500);
    assertThat(settings.commitInterval()).isEqualTo(Duration.ofMillis(50));
    assertThat(settings.maxFailures()).isEqualTo(3);
    assertThat(settings.selfFenceAfter()).isEqualTo(Duration.ofSeconds(4));
    assertThat(settings.maxOutcomeBytes()).isEqualTo(1_000_000);
    assertThat(settings.express().test(Partition.record(0, "a"))).isFalse();
    assertThat(settings.outage().test(new java.net.ConnectException())).isTrue();
  }

  private static Arguments refused(String sentence, UnaryOperator<KeyedSettings.Builder> change) {
    return Arguments.of(sentence, change);
  }

  static Stream<Arguments> impossible() {
    return Stream.of(
        refused("maxInFlight is 0; it must be from 1 to 1000000", s -> s.maxInFlight(0)),
        refused("maxWindow is 24505; it must be from 1 to 24504", s -> s.maxWindow(24_505)),
        refused("maxQueuedPerKey is 0; it must be from 1 to 1000000", s -> s.maxQueuedPerKey(0)),
        refused("maxFailures is -1; it must be from 1 to 1000", s -> s.maxFailures(-1)),
        refused(
            "maxOutcomeBytes is 100000001; it must be from 1 to 100000000",
            s -> s.maxOutcomeBytes(100_000_001)),
        refused(
            "commitInterval is PT0S; it must be positive", s -> s.commitInterval(Duration.ZERO)),
        refused(
            "selfFenceAfter is PT-1S; it must be positive",
            s -> s.selfFenceAfter(Duration.ofSeconds(-1))));
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void impossibleValuesAreRefused(String sentence, UnaryOperator<KeyedSettings.Builder> change) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> change.apply(Partition.settings()).build())
        .withMessage(sentence);
  }
}

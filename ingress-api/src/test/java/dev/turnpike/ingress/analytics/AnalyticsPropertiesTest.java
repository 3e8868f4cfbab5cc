package dev.turnpike.ingress.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class AnalyticsPropertiesTest {
  private static final String PREFIX = "turnpike.ingress.analytics";

  @Test
  void hasDefaults() {
    AnalyticsProperties defaults = bound(Map.of());
    assertThat(defaults.isOn()).isFalse();
    assertThat(defaults.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(defaults.maxReport()).isEqualTo(DataSize.ofMegabytes(4));
  }

  @Test
  void canBeSet() {
    AnalyticsProperties set =
        bound(
            Map.of(
                PREFIX + ".url", "http://turn-analytics:8084/",
                PREFIX + ".timeout", "3s",
                PREFIX + ".max-report", "64KB"));
    assertThat(set.isOn()).isTrue();
    assertThat(set.url()).isEqualTo("http://turn-analytics:8084");
    assertThat(set.timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(set.maxReport()).isEqualTo(DataSize.ofKilobytes(64));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "turn-analytics:8084",
        "ftp://turn-analytics",
        "file:///etc/passwd",
        "http://",
        "http://user:secret@turn-analytics",
        "http://turn-analytics/below",
        "http://turn-analytics?a=b",
        "http://turn-analytics#a",
        "http://turn analytics"
      })
  void refusesToStartWithWhatIsNoAddress(String url) {
    assertThatThrownBy(() -> bound(Map.of(PREFIX + ".url", url)))
        .rootCause()
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> bound(Map.of(PREFIX + ".url", url)))
        .hasStackTraceContaining("TURN_ANALYTICS_URL");
  }

  @Test
  void refusesTimesAndSizesOfNothing() {
    assertThatThrownBy(() -> bound(Map.of(PREFIX + ".timeout", "0s")))
        .hasStackTraceContaining("timeout is PT0S");
    assertThatThrownBy(() -> bound(Map.of(PREFIX + ".max-report", "0B")))
        .hasStackTraceContaining("max-report is 0B");
  }

  private static AnalyticsProperties bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate(PREFIX, AnalyticsProperties.class);
  }
}

package dev.turnpike.platform.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CompletedTurnsPropertiesTest {

  private static final String PREFIX = "turnpike.completed-turns";

  @Test
  void defaults() {
    assertThat(bind(Map.of(PREFIX + ".group", "g")))
        .isEqualTo(
            new CompletedTurnsProperties("g", 200, Duration.ofMillis(100), Duration.ofSeconds(3)));
  }

  @Test
  void mappings() {
    assertThat(
            bind(
                Map.of(
                    PREFIX + ".group", "g",
                    PREFIX + ".max-in-flight", "7",
                    PREFIX + ".commit-interval", "1s",
                    PREFIX + ".grace", "0s")))
        .isEqualTo(new CompletedTurnsProperties("g", 7, Duration.ofSeconds(1), Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource({"'',1,PT1S,group", "g,0,PT1S,max-in-flight", "g,1,PT0S,commit-interval"})
  void impossibleValuesAreRefused(String group, int inFlight, Duration interval, String property) {
    assertThatThrownBy(() -> new CompletedTurnsProperties(group, inFlight, interval, Duration.ZERO))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith(PREFIX + "." + property);
  }

  private static CompletedTurnsProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bind(PREFIX, CompletedTurnsProperties.class)
        .get();
  }
}

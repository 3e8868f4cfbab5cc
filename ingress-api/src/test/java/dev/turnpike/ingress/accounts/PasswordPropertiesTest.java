package dev.turnpike.ingress.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.platform.StartRefused;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PasswordPropertiesTest {
  private static final String PREFIX = "turnpike.ingress.passwords";

  @Test
  void bindsWithDefaults() {
    int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    assertThat(bound(Map.of())).isEqualTo(new PasswordProperties(10, half, 64, 0));
    assertThat(
            bound(
                Map.of(
                    PREFIX + ".strength", "12",
                    PREFIX + ".threads", "3",
                    PREFIX + ".queue", "5",
                    PREFIX + ".niceness", "7")))
        .isEqualTo(new PasswordProperties(12, 3, 5, 7));
  }

  @ParameterizedTest
  @CsvSource({
    "3,  1,  1, 0,  strength is 3",
    "32, 1,  1, 0,  strength is 32",
    "10, -1, 1, 0,  threads is -1",
    "10, 1,  0, 0,  queue is 0",
    "10, 1,  1, 20, niceness is 20",
    "10, 1,  1, -1, niceness is -1"
  })
  void refusesWhatCannotBe(int strength, int threads, int queue, int niceness, String complaint) {
    assertThatThrownBy(() -> new PasswordProperties(strength, threads, queue, niceness))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(complaint);
  }

  private static PasswordProperties bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate(PREFIX, PasswordProperties.class);
  }
}

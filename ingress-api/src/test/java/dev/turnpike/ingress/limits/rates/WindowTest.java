package dev.turnpike.ingress.limits.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
  @ParameterizedTest
  @CsvSource({
    "30/1m, 30, 60, 30;w=60, 30 in 1 minute",
    "200/d, 200, 86400, 200;w=86400, 200 in 1 day",
    "5/90s, 5, 90, 5;w=90, 5 in 90 seconds",
    "1/2h, 1, 7200, 1;w=7200, 1 in 2 hours"
  })
  void readsAndWrites(String text, int limit, int seconds, String policy, String description) {
    Window window = Window.of(text);
    assertThat(window).isEqualTo(new Window(limit, Duration.ofSeconds(seconds)));
    assertThat(window.policy()).isEqualTo(policy);
    assertThat(window.description()).isEqualTo(description);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "30", "30/", "30/m5", "0/1m", "-1/1m", "30/0s", "30/32d", "3e1/1m", "1/1ms"})
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> Window.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void scales() {
    assertThat(Window.of("30/1m").times(2.5)).isEqualTo(Window.of("75/1m"));
    assertThat(Window.of("30/1m").times(0.001)).isEqualTo(Window.of("1/1m"));
    assertThat(Window.of("99999999/1m").times(1_000_000)).isEqualTo(Window.of("100000000/1m"));
  }
}

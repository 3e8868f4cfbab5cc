package dev.turnpike.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RequestPropertiesTest {
  private static RequestProperties bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("turnpike.ingress.requests", RequestProperties.class);
  }

  @Test
  void defaults() {
    assertThat(bound(Map.of()))
        .isEqualTo(new RequestProperties(Duration.ofSeconds(10), Duration.ofSeconds(30)));
  }

  @Test
  void settings() {
    assertThat(
            bound(
                Map.of(
                    "turnpike.ingress.requests.head-deadline", "5s",
                    "turnpike.ingress.requests.body-deadline", "1m")))
        .isEqualTo(new RequestProperties(Duration.ofSeconds(5), Duration.ofMinutes(1)));
  }

  @Test
  void deadlinesArePositive() {
    assertThatThrownBy(() -> bound(Map.of("turnpike.ingress.requests.head-deadline", "0s")))
        .rootCause()
        .hasMessage(
            "turnpike.ingress.requests.head-deadline is PT0S: give a positive time, such as 10s.");
  }
}

package dev.turnpike.ingress.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class StreamPropertiesTest {
  @Test
  void hasDefaultsAndLimits() {
    StreamProperties defaults =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("turnpike.ingress.streams", StreamProperties.class);
    assertThat(defaults)
        .isEqualTo(
            new StreamProperties(
                Duration.ofSeconds(15), DataSize.ofKilobytes(32), Duration.ofSeconds(10), 10_000));
    assertRefused(Duration.ZERO, DataSize.ofKilobytes(1), Duration.ZERO, 1);
    assertRefused(Duration.ofSeconds(1), DataSize.ofBytes(1), Duration.ZERO, 1);
    assertRefused(Duration.ofSeconds(1), DataSize.ofKilobytes(1), Duration.ofSeconds(-1), 1);
    assertRefused(Duration.ofSeconds(1), DataSize.ofKilobytes(1), Duration.ZERO, 0);
  }

  private static void assertRefused(
      Duration heartbeat, DataSize buffer, Duration grace, int maxOpen) {
    assertThatThrownBy(() -> new StreamProperties(heartbeat, buffer, grace, maxOpen))
        .isInstanceOf(StartRefused.class);
  }
}

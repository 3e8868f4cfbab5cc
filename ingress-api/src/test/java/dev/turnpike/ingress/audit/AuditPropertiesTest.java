package dev.turnpike.ingress.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AuditPropertiesTest {
  @Test
  void bindsWithDefaults() {
    assertThat(bound(Map.of())).isEqualTo(new AuditProperties(Duration.ofDays(400)));
    assertThat(bound(Map.of("turnpike.ingress.audit.retention", "30d")).retention())
        .isEqualTo(Duration.ofDays(30));
  }

  @Test
  void refusesToKeepNothing() {
    assertThatThrownBy(() -> new AuditProperties(Duration.ZERO)).isInstanceOf(StartRefused.class);
  }

  private static AuditProperties bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("turnpike.ingress.audit", AuditProperties.class);
  }
}

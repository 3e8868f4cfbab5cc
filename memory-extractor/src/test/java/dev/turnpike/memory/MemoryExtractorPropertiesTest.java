package dev.turnpike.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.platform.StartRefused;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MemoryExtractorPropertiesTest {

  @Test
  void defaults() {
    assertThat(bind(Map.of())).isEqualTo(new MemoryExtractorProperties("", 16, ""));
  }

  @Test
  void mappings() {
    assertThat(
            bind(
                Map.of(
                    "turnpike.memory.model", "gpt-4o",
                    "turnpike.memory.concurrent-calls", "3",
                    "turnpike.memory.extractor", "1")))
        .isEqualTo(new MemoryExtractorProperties("gpt-4o", 3, "1"));
  }

  @Test
  void noCallsAtAllAreRefused() {
    assertThatThrownBy(() -> new MemoryExtractorProperties("", 0, ""))
        .isInstanceOf(StartRefused.class)
        .hasMessage("turnpike.memory.concurrent-calls is 0: it must be at least 1.");
  }

  private static MemoryExtractorProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("turnpike.memory", MemoryExtractorProperties.class);
  }
}

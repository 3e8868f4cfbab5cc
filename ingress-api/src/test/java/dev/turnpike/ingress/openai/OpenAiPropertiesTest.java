package dev.turnpike.ingress.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.platform.StartRefused;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OpenAiPropertiesTest {
  @Test
  void clientsThatGoCancelByDefault() {
    assertThat(bind(Map.of())).isEqualTo(new OpenAiProperties(true, 100_000, 1_000));
  }

  @Test
  void eachCanBeSet() {
    assertThat(
            bind(
                Map.of(
                    "turnpike.ingress.openai.cancel-on-disconnect", "false",
                    "turnpike.ingress.openai.max-message-chars", "7",
                    "turnpike.ingress.openai.max-messages", "8")))
        .isEqualTo(new OpenAiProperties(false, 7, 8));
  }

  @Test
  void limitsThatAllowNothingStopTheStart() {
    assertThatThrownBy(() -> new OpenAiProperties(true, 0, 1))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("max-message-chars is 0");
    assertThatThrownBy(() -> new OpenAiProperties(true, 1, -1))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("max-messages is -1");
  }

  private static OpenAiProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("turnpike.ingress.openai", OpenAiProperties.class);
  }
}

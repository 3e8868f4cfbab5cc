package dev.turnpike.ingress.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ChatPropertiesTest {
  @Test
  void allowsNoModelByDefault() {
    ChatProperties properties = bind(Map.of());
    assertThat(properties.models()).isEmpty();
    assertThat(properties.allows("sim")).isFalse();
    assertThat(properties.answerDeadline()).isEqualTo(Duration.ofMinutes(5));
    assertThat(properties.busyPatience()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void allowsNamesAndBeginnings() {
    ChatProperties properties =
        bind(
            Map.of(
                "turnpike.ingress.models", "sim*,gpt-5",
                "turnpike.ingress.answer-deadline", "10s",
                "turnpike.ingress.busy-patience", "1s"));
    assertThat(properties.busyPatience()).isEqualTo(Duration.ofSeconds(1));
    assertThat(properties.answerDeadline()).isEqualTo(Duration.ofSeconds(10));
    assertThat(List.of("sim", "sim:ttft=200,gap=20", "gpt-5")).allMatch(properties::allows);
    assertThat(List.of("gpt-5-mini", "gpt", "a-sim", "")).noneMatch(properties::allows);
  }

  @Test
  void refusesImpossibleTimes() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new ChatProperties(List.of(), Duration.ZERO, second))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("answer-deadline");
    assertThatThrownBy(() -> new ChatProperties(List.of(), second, second.negated()))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("busy-patience");
  }

  private static ChatProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("turnpike.ingress", ChatProperties.class);
  }
}

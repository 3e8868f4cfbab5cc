package dev.turnpike.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.platform.StartRefused;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class JudgeWorkersPropertiesTest {

  @Test
  void defaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(new JudgeWorkersProperties("", 16, "classpath:rubrics/*.md"));
  }

  @Test
  void mappings() {
    assertThat(
            bind(
                Map.of(
                    "turnpike.judge.model", "gpt-4o",
                    "turnpike.judge.concurrent-calls", "3",
                    "turnpike.judge.rubrics", "file:/etc/rubrics/*.md")))
        .isEqualTo(new JudgeWorkersProperties("gpt-4o", 3, "file:/etc/rubrics/*.md"));
  }

  @Test
  void noCallsAtAllAreRefused() {
    assertThatThrownBy(() -> new JudgeWorkersProperties("", 0, ""))
        .isInstanceOf(StartRefused.class)
        .hasMessage("turnpike.judge.concurrent-calls is 0: it must be at least 1.");
  }

  private static JudgeWorkersProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("turnpike.judge", JudgeWorkersProperties.class);
  }
}

package dev.turnpike.judge.langfuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.platform.StartRefused;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LangfusePropertiesTest {

  @Test
  void itIsOffByDefault() {
    assertThat(bind(Map.of()))
        .isEqualTo(new LangfuseProperties("", "", "", false, false, "judge-langfuse"));
    assertThat(bind(Map.of()).isOn()).isFalse();
  }

  @Test
  void mappings() {
    var properties =
        bind(
            Map.of(
                "turnpike.langfuse.host", "https://langfuse.example/",
                "turnpike.langfuse.public-key", "pk-1",
                "turnpike.langfuse.secret-key", "sk-1",
                "turnpike.langfuse.content", "true",
                "turnpike.langfuse.group", "mine"));

    assertThat(properties.isOn()).isTrue();
    assertThat(properties.content()).isTrue();
    assertThat(properties.group()).isEqualTo("mine");
    assertThat(properties.ingestion()).hasToString("https://langfuse.example/api/public/ingestion");
    assertThat(properties.toString()).doesNotContain("pk-1", "sk-1");
  }

  @Test
  void halfASetOfKeysIsRefused() {
    assertThatThrownBy(() -> new LangfuseProperties("https://x", "pk-1", "", false, false, "g"))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith("Only some of LANGFUSE_HOST");
    assertThatThrownBy(() -> new LangfuseProperties("langfuse", "pk-1", "sk-1", false, false, "g"))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith("LANGFUSE_HOST is \"langfuse\"");
  }

  private static LangfuseProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("turnpike.langfuse", LangfuseProperties.class);
  }
}

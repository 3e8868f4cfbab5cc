package dev.turnpike.memory.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EmbeddingPropertiesTest {

  @Test
  void byDefaultTheModelInThisProcess() {
    var properties = bound(Map.of());

    assertThat(properties.space()).isEqualTo(new EmbeddingSpace("all-minilm-l6-v2-q", 384));
    assertThat(properties.embedder()).isSameAs(Embedder.shared());
    assertThat(properties.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(properties.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(properties.maxConcurrent()).isEqualTo(32);
    assertThat(properties.askForDimensions()).isFalse();
  }

  @Test
  void aServerIsNamedWithItsModel() {
    var properties =
        bound(
            Map.of(
                "url", "http://localhost:11434/v1",
                "model", "nomic-embed-text",
                "dimensions", "768",
                "api-key", "very-secret",
                "ask-for-dimensions", "true",
                "connect-timeout", "1s",
                "timeout", "3s",
                "max-concurrent", "7"));

    assertThat(properties.space()).isEqualTo(new EmbeddingSpace("nomic-embed-text", 768));
    assertThat(properties.embedder().space()).isEqualTo(properties.space());
    assertThat(properties.embedder().threads()).isEqualTo(3);
    assertThat(properties.toString()).contains("nomic").doesNotContain("very-secret");
  }

  @Test
  void whatCantWorkIsRefusedWithWhatToWrite() {
    refused(Map.of("model", "m"), "EMBEDDINGS_URL is not set");
    refused(Map.of("url", "localhost"), "write for instance http://localhost:11434/v1");
    refused(Map.of("url", "http://a:hunter2@host/v1", "model", "m", "dimensions", "3"), "API_KEY");
    refused(Map.of("url", "http://host/v1"), "EMBEDDINGS_MODEL is not");
    refused(Map.of("url", "http://host/v1", "model", "m"), "EMBEDDINGS_DIMENSIONS is 0");
    refused(
        Map.of("url", "http://host/v1", "model", "m", "dimensions", "99999"), "from 1 to 16,000");
    refused(Map.of("timeout", "0s"), "must be positive");
    refused(Map.of("max-concurrent", "0"), "at least 1");
  }

  private static void refused(Map<String, String> values, String... sentence) {
    assertThatThrownBy(() -> bound(values))
        .rootCause()
        .isInstanceOf(StartRefused.class)
        .message()
        .contains(sentence)
        .doesNotContain("hunter2");
  }

  private static EmbeddingProperties bound(Map<String, String> values) {
    var source = new MapConfigurationPropertySource();
    values.forEach((name, value) -> source.put("turnpike.embeddings." + name, value));
    return new Binder(source).bindOrCreate("turnpike.embeddings", EmbeddingProperties.class);
  }
}

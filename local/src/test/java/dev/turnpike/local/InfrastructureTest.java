package dev.turnpike.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.console.Refusal;
import dev.turnpike.operations.running.Endpoints;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InfrastructureTest {

  private static final Infrastructure EMBEDDED =
      new Infrastructure(
          "127.0.0.1:9092",
          "http://127.0.0.1:8081",
          new Endpoints.Database("jdbc:postgresql://127.0.0.1/turnpike", "turnpike", "secret"),
          new Endpoints.Model("http://127.0.0.1:1/v1", "sim", true));

  @Test
  void servicesGetTheSameVariablesAsAnywhereElse() {
    assertThat(EMBEDDED.settings(new Surroundings(Map.of()), "token-key"))
        .containsAllEntriesOf(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092",
                "SCHEMA_REGISTRY_URL", "http://127.0.0.1:8081",
                "DATABASE_URL", "jdbc:postgresql://127.0.0.1/turnpike",
                "DATABASE_USER", "turnpike",
                "DATABASE_PASSWORD", "secret",
                "TURNPIKE_TOKEN_SECRET", "token-key",
                "OPENAI_BASE_URL", "http://127.0.0.1:1/v1",
                "DEFAULT_LLM_MODEL", "sim",
                "TURNPIKE_SIMULATED_MODEL", "true",
                "SERVER_ADDRESS", "127.0.0.1"))
        .containsEntry("TURNPIKE_ENVIRONMENT", "development");
  }

  @Test
  void whatTheOwnerDidNotSetIsLeftToTheServices() {
    Infrastructure own =
        new Infrastructure(
            "kafka:9092",
            "http://registry",
            new Endpoints.Database("jdbc:postgresql://db/turnpike", null, null),
            new Endpoints.Model("https://api.openai.com/v1", null, false));
    Surroundings surroundings =
        new Surroundings(
            Map.of(
                "OPENAI_API_KEY",
                "key",
                "SERVER_ADDRESS",
                "0.0.0.0",
                "TURNPIKE_ENVIRONMENT",
                "staging"));

    assertThat(own.settings(surroundings, "token-key"))
        .doesNotContainKeys("DATABASE_USER", "DATABASE_PASSWORD", "DEFAULT_LLM_MODEL")
        .containsEntry("TURNPIKE_ENVIRONMENT", "staging")
        .containsEntry("OPENAI_API_KEY", "key")
        .containsEntry("SERVER_ADDRESS", "0.0.0.0")
        .containsEntry("TURNPIKE_SIMULATED_MODEL", "false");
  }

  @Test
  void emptyVariablesCountAsAbsentAndAForeignDatabaseIsRefused() {
    Surroundings empty =
        new Surroundings(Map.of("OPENAI_API_KEY", " ", "KAFKA_BOOTSTRAP_SERVERS", ""));
    assertThat(empty.hasModelProvider()).isFalse();
    assertThat(empty.kafka()).isEmpty();
    assertThat(new Surroundings(Map.of("OPENAI_BASE_URL", "http://x/v1")).hasModelProvider())
        .isTrue();

    assertThatThrownBy(() -> new Surroundings(Map.of("DATABASE_URL", "mysql://x")).database())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("jdbc:postgresql://");
  }
}

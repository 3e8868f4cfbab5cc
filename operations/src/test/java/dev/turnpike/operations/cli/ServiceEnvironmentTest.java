package dev.turnpike.operations.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.console.Refusal;
import dev.turnpike.operations.running.Endpoints;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServiceEnvironmentTest {

  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "DATABASE_URL",
          "jdbc:postgresql://db/turnpike",
          "KAFKA_BOOTSTRAP_SERVERS",
          "kafka:9092",
          "SCHEMA_REGISTRY_URL",
          "http://registry");

  @TempDir private Path folder;

  @Test
  void whatTheEnvironmentNamesIsLeftToIt() {
    assertThat(ServiceEnvironment.of(data(), new Surroundings(ELSEWHERE))).isEmpty();
  }

  @Test
  void theRunningSystemIsTakenOtherwise() {
    new Endpoints(
            ProcessHandle.current().pid(),
            Instant.EPOCH,
            "http://localhost:8080",
            "127.0.0.1:1",
            "http://127.0.0.1:2",
            new Endpoints.Database("jdbc:postgresql://127.0.0.1:3/t", "ada", "secret"),
            new Endpoints.Model("http://127.0.0.1:4/v1", "sim", true),
            List.of())
        .write(folder);

    assertThat(
            ServiceEnvironment.of(data("--data", folder.toString()), new Surroundings(ELSEWHERE)))
        .containsEntry("DATABASE_URL", "jdbc:postgresql://127.0.0.1:3/t")
        .containsEntry("DATABASE_PASSWORD", "secret")
        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1")
        .containsEntry("OPENAI_BASE_URL", "http://127.0.0.1:4/v1")
        .containsEntry("TURNPIKE_SIMULATED_MODEL", "true")
        .containsEntry("TURNPIKE_ENVIRONMENT", "development");
  }

  @Test
  void withoutEitherThereIsNothingToWorkOn() {
    assertThatThrownBy(
            () ->
                ServiceEnvironment.of(
                    data("--data", folder.toString()), new Surroundings(Map.of())))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("Nothing runs on the data folder");
  }

  private static DataOption data(String... arguments) {
    DataOption data = new DataOption();
    new CommandLine(
            CommandLine.Model.CommandSpec.create()
                .addMixin("data", CommandLine.Model.CommandSpec.forAnnotatedObject(data)))
        .parseArgs(arguments);
    return data;
  }
}

package dev.turnpike.bench.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.bench.machine.ProcessGroup;
import dev.turnpike.bench.machine.Share;
import dev.turnpike.operations.running.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningSystemTest {
  private static final long PID = ProcessHandle.current().pid();

  @TempDir private Path data;

  @Test
  void nothingRunsOnAnEmptyFolder() {
    assertThat(RunningSystem.on(data, null)).isEmpty();
  }

  @Test
  void oneJvmAndItsDatabaseAreOnThePath() throws IOException {
    Path file = data.resolve("database").resolve("data").resolve("postmaster.pid");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "4711\n/somewhere\n");

    Subject subject = found(true, PID, PID, null);

    assertThat(subject.url()).isEqualTo(URI.create("http://localhost:8080"));
    assertThat(subject.model()).isEqualTo(URI.create("http://127.0.0.1:1/v1"));
    assertThat(subject.description()).contains("one JVM", "simulated model is in");
    assertThat(subject.groups())
        .containsExactly(
            ProcessGroup.of("turnpike", Share.PATH, PID),
            ProcessGroup.family("database", Share.PATH, 4711),
            ProcessGroup.of("bench", Share.GENERATOR, PID));
  }

  @Test
  void processesAreToldApartByWhatTheyDo() {
    assertThat(found(true, 101, 102, null).groups())
        .contains(
            ProcessGroup.of("broker", Share.PATH, PID),
            ProcessGroup.of("agent-workers-1", Share.PATH, 101),
            ProcessGroup.of("judge-workers-1", Share.BACKGROUND, 102));
  }

  @Test
  void withoutASimulatedModelThereIsNothingToCompareWith() {
    assertThatThrownBy(() -> found(false, PID, PID, null))
        .isInstanceOf(BenchRefusal.class)
        .hasMessageContaining("--model-url");
    URI model = URI.create("http://127.0.0.1:2/v1");
    assertThat(found(false, PID, PID, model).model()).isEqualTo(model);
  }

  private Subject found(boolean simulated, long worker, long judge, @Nullable URI model) {
    new Endpoints(
            PID,
            Instant.EPOCH,
            "http://localhost:8080",
            "127.0.0.1:9092",
            "http://127.0.0.1:8081",
            new Endpoints.Database("jdbc:postgresql://127.0.0.1/turnpike", "u", "p"),
            new Endpoints.Model("http://127.0.0.1:1/v1", "sim", simulated),
            List.of(
                new Endpoints.Node("agent-workers-1", "http://localhost:1", worker),
                new Endpoints.Node("judge-workers-1", "http://localhost:2", judge)))
        .write(data);
    return RunningSystem.on(data, model).orElseThrow();
  }
}

package dev.turnpike.operations.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTest {

  private static final long NOBODY = Integer.MAX_VALUE;

  @TempDir private Path folder;

  @Test
  void whatWasWrittenIsReadAndOnlyTheOwnerMayReadIt() throws IOException {
    Endpoints endpoints = of(ProcessHandle.current().pid());
    endpoints.write(folder);

    assertThat(Endpoints.read(folder)).contains(endpoints);
    assertThat(Files.getPosixFilePermissions(folder.resolve("endpoints.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aFileThatAKilledRunLeftBehindCountsAsNothing() {
    of(NOBODY).write(folder);

    assertThat(Endpoints.read(folder)).isEmpty();
  }

  @Test
  void noFileOrABrokenOneOrARemovedOneCountsAsNothing() throws IOException {
    assertThat(Endpoints.read(folder)).isEmpty();

    Files.writeString(folder.resolve("endpoints.json"), "{\"pid\": ");
    assertThat(Endpoints.read(folder)).isEmpty();

    of(ProcessHandle.current().pid()).write(folder);
    Endpoints.remove(folder);
    Endpoints.remove(folder);
    assertThat(Endpoints.read(folder)).isEmpty();
  }

  private static Endpoints of(long pid) {
    return new Endpoints(
        pid,
        Instant.parse("2026-01-02T03:04:05.678Z"),
        "http://localhost:8080",
        "127.0.0.1:9092",
        "http://127.0.0.1:8081",
        new Endpoints.Database("jdbc:postgresql://127.0.0.1/turnpike", "turnpike", null),
        new Endpoints.Model("http://127.0.0.1:1/v1", "sim", true),
        List.of(new Endpoints.Node("agent-workers-1", "http://localhost:1", pid)));
  }
}

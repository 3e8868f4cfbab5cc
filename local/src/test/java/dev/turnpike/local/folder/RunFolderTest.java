package dev.turnpike.local.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.embedded.EmbeddedStartException;
import dev.turnpike.operations.console.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  @TempDir private Path parent;

  @Test
  void aFolderServesOneRunAtATime() {
    Path folder = parent.resolve("deep").resolve("data");
    try (RunFolder run = RunFolder.open(folder)) {
      assertThat(run.logs()).isDirectory();
      assertThat(run.pids()).isDirectory();
      assertThatThrownBy(() -> RunFolder.open(folder))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    try (RunFolder again = RunFolder.open(folder)) {
      assertThat(again.path()).isEqualTo(folder);
    }
  }

  @Test
  void aFolderThatCantBeCreatedIsRefusedInOneSentence() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));

    assertThatThrownBy(() -> RunFolder.open(file.resolve("data")))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "Can't write to the data folder %s (Not a directory): choose another with --data DIR.",
            file.resolve("data"));
  }

  @Test
  void anEphemeralFolderIsGoneAfterwards() throws IOException {
    Path path;
    try (RunFolder run = RunFolder.openEphemeral()) {
      path = run.path();
      Files.writeString(Files.createDirectories(run.broker()).resolve("log"), "x");
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void aKeptFolderStaysAsItIs() {
    try (RunFolder run = RunFolder.open(parent)) {
      assertThat(run.ephemeral()).isFalse();
    }
    assertThat(parent.resolve("logs")).isDirectory();
  }
}

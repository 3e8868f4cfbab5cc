package dev.turnpike.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir Path temporary;

  @Test
  void isHeldOnceAndThenFreeAgain() {
    Path path = temporary.resolve("new/data");
    try (DataFolder _ = DataFolder.claim(path)) {
      assertThatThrownBy(() -> DataFolder.claim(path))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessage(
              "The data folder %s is in use by process %d: stop that process or choose another folder.",
              path, ProcessHandle.current().pid());
    }
    try (DataFolder again = DataFolder.claim(path)) {
      assertThat(again.path()).isEqualTo(path);
    }
  }

  @Test
  void aPlaceThatCantBeAFolderIsNamed() throws Exception {
    Path file = Files.writeString(temporary.resolve("file"), "");
    assertThatThrownBy(() -> DataFolder.claim(file.resolve("data")))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageStartingWith("Can't use the data folder " + file.resolve("data"));
  }
}

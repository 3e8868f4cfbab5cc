package dev.turnpike.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.embedded.EmbeddedStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgvectorFilesTest {

  @TempDir Path temporary;

  @Test
  void runsTheScriptOnceAndReportsItsSteps() throws Exception {
    Path folder = temporary.resolve("files");
    Path script =
        script(
            """
            echo fetching
            mkdir "$1"
            echo x >"$1/vector.so"
            echo x >"$1/vector.control"
            echo ready
            """);
    List<String> progress = new ArrayList<>();
    assertThat(PgvectorFiles.prepared(folder, () -> script, progress::add)).isEqualTo(folder);
    assertThat(PgvectorFiles.prepared(folder, () -> script, progress::add)).isEqualTo(folder);
    assertThat(progress).containsExactly("fetching", "ready");
  }

  @Test
  void theScriptsLastLineIsWhatTheUserReads() throws Exception {
    Path script = script("echo fetching; echo 'gcc is missing: install it.' >&2; exit 1");
    assertThatThrownBy(
            () -> PgvectorFiles.prepared(temporary.resolve("files"), () -> script, _ -> {}))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessage("gcc is missing: install it.");
  }

  private Path script(String text) throws IOException {
    return Files.writeString(temporary.resolve("script.sh"), text);
  }
}

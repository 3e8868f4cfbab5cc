package dev.turnpike.memory.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.platform.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractorsTest {

  @TempDir private Path folder;

  @Test
  void theLatestIsTheDefault() {
    assertThat(Extractors.latest().name()).isEqualTo("1");
    assertThat(Extractors.load("1")).isEqualTo(Extractors.latest());
    assertThat(Extractors.latest().version()).matches("1-[0-9a-f]{12}");
  }

  @Test
  void aFolderIsAnExtractorAndEachOfItsWordsCounts() throws IOException {
    Files.writeString(folder.resolve("extract.md"), "Extract.");
    Files.writeString(folder.resolve("decide.md"), "Decide.");
    var extractor = Extractors.load(folder.toString());
    assertThat(extractor.name()).isEqualTo(folder.getFileName().toString());
    assertThat(extractor.extract().text()).isEqualTo("Extract.");

    Files.writeString(folder.resolve("decide.md"), "Decide well.");
    var other = Extractors.load(folder.toString());
    assertThat(other.version()).startsWith(other.name() + "-").isNotEqualTo(extractor.version());
  }

  @Test
  void whatIsNotThereStopsTheStart() {
    assertThatThrownBy(() -> Extractors.load("99"))
        .isInstanceOf(StartRefused.class)
        .hasMessage(
            "turnpike.memory.extractor (MEMORY_EXTRACTOR) is \"99\": write one of 1, or the path of a folder with extract.md and decide.md.");
    assertThatThrownBy(() -> Extractors.load(folder.toString())).isInstanceOf(StartRefused.class);
  }
}

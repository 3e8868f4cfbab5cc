package dev.turnpike.bench.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.bench.system.BenchRefusal;
import dev.turnpike.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsBenchTest {
  @TempDir private Path folder;

  @Test
  void tooFewFileDescriptorsAreNamedBeforeAnythingStarts() {
    assertThatThrownBy(() -> StreamsBench.requireDescriptors(1_024, 10_000))
        .isInstanceOf(BenchRefusal.class)
        .hasMessageContaining("10000 open streams")
        .hasMessageContaining("ulimit -n 11000")
        .hasMessageContaining("--open 524");
    assertThatCode(() -> StreamsBench.requireDescriptors(20_000, 10_000))
        .doesNotThrowAnyException();
    assertThatCode(() -> StreamsBench.requireDescriptors(0, 10_000)).doesNotThrowAnyException();
  }

  @Test
  void thisProcessHasALimit() {
    assertThat(ProcFiles.ofThisSystem().openFilesLimit()).isNotNegative();
  }

  @Test
  void saysWhatEachStreamTakes() throws IOException {
    var result =
        new StreamsResult(
            "sample",
            Instant.parse("2026-01-02T03:04:05Z"),
            new Checkout("0123456789abcdef", false),
            new Machine("Processor", 2, 24_000, "Linux 6", "Vendor 25"),
            "an own system",
            1_024,
            1_024,
            200,
            220);

    Path table = result.write(folder);

    assertThat(Files.readString(table))
        .contains("| **extra, MB** | **20.0** |", "| … for each, KB | 20.0 |", "1024 of 1024");
    assertThat(folder.resolve("2026-01-02-sample-streams.json")).isNotEmptyFile();
  }
}

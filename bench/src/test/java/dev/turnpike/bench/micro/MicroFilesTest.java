package dev.turnpike.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MicroFilesTest {

  @TempDir private Path folder;

  @Test
  void figuresSayWhatWasMeasuredWhereAndHow() throws IOException {
    MicroFiles files = MicroFiles.write(folder, result());

    assertThat(files.json()).hasFileName("2026-01-02-sample-micro.json");
    JsonNode json = new JsonMapper().readTree(Files.readString(files.json()));
    assertThat(json.path("checkout").path("commit").asString()).isEqualTo("0123456789abcdef");
    assertThat(json.path("machine").path("processors").asInt()).isEqualTo(2);
    assertThat(json.path("settings").path("forks").asInt()).isEqualTo(2);
    JsonNode figure = json.path("figures").path(0);
    assertThat(figure.path("parameters").path("keys").asString()).isEqualTo("64");
    assertThat(figure.path("nanos").asDouble()).isEqualTo(150.25);
    assertThat(figure.path("samples").size()).isEqualTo(2);
  }

  @Test
  void theTableHasARowForEachFigure() throws IOException {
    MicroFiles files = MicroFiles.write(folder, result());

    assertThat(Files.readString(files.table()).replaceAll(" +", " "))
        .contains("| DispatchBenchmark.withoutThreads | keys=64 | 150.3 | 2.0 | 301 | 301 |")
        .contains("| Sample.once | | 7.0 | | 0 | |")
        .contains("commit `01234567` with changes", "load average 0.5 before");
  }

  @Test
  void anEarlierResultIsKept() throws IOException {
    MicroFiles.write(folder, result());

    assertThat(MicroFiles.write(folder, result()).table())
        .hasFileName("2026-01-02-sample-micro-2.md");
  }

  private static MicroResult result() {
    Instant start = Instant.parse("2026-01-02T03:04:05Z");
    return new MicroResult(
        MicroResult.FORMAT,
        "sample",
        start,
        start.plusSeconds(200),
        new Checkout("0123456789abcdef", true),
        new Machine("Processor", 2, 4_000, "Linux 6", "A JDK 25"),
        0.5,
        MicroSettings.THOROUGH,
        List.of(
            new Figure(
                "DispatchBenchmark.withoutThreads",
                Map.of("keys", "64"),
                150.25,
                2,
                301,
                true,
                List.of(150.0, 150.5)),
            new Figure("Sample.once", Map.of(), 7, Double.NaN, 0, false, List.of(7.0))));
  }
}

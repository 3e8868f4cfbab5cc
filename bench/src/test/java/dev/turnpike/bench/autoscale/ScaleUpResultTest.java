package dev.turnpike.bench.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleUpResultTest {
  @TempDir private Path folder;

  @Test
  void figuresTableAndPictureStandSideBySide() throws IOException {
    List<Outcome> compared =
        Arrays.stream(Signal.values()).map(signal -> outcome(Loads.STEP, signal)).toList();
    Outcome one = compared.getLast();
    Path table =
        new ScaleUpResult(
                "try",
                Instant.parse("2026-01-02T03:04:05Z"),
                Checkout.read(folder),
                1,
                Sources.ALL,
                compared,
                Map.of(600, one),
                Map.of(64, one))
            .write(folder);

    assertThat(table).hasFileName("2026-01-02-try-scale-up.md");
    assertThat(Files.readString(table))
        .contains("(2026-01-02-try-scale-up.svg)", "in-flight turns, 350 a worker", "3 s to start");
    assertThat(Files.readString(folder.resolve("2026-01-02-try-scale-up.svg")))
        .startsWith("<svg")
        .contains("polyline");
    assertThat(Files.readString(folder.resolve("2026-01-02-try-scale-up.json")))
        .contains("workerHours")
        .doesNotContain("samples");
  }

  private static Outcome outcome(Load load, Signal signal) {
    return new Simulation(Plant.asDeployed(), Behaviour.Settings.asDeployed(), load, signal, 1)
        .run(60);
  }
}

package dev.turnpike.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalingReportTest {

  @TempDir private Path folder;

  @Test
  void itNamesWhatBreaksFirstAndWhereEachFigureIsFrom() throws IOException {
    var report = new ScalingReport(Costs.measured(), Workload.CHAT, Deployment.steps());

    var table = report.write(folder, "some-scaling", "# Scaling: some");

    assertThat(Files.readString(table))
        .contains("# Scaling: some", "80,000 turns/s", "some-scaling.svg", "2026-11-23-fef4d29c");
    for (var step : Deployment.steps()) {
      assertThat(report.rows()).anyMatch(row -> row.startsWith("| %s |".formatted(step.change())));
    }
    for (var figure : Costs.measured().all()) {
      assertThat(report.rows())
          .anyMatch(row -> row.startsWith("| " + figure.name()) && row.contains(figure.source()));
    }
    assertThat(Files.readString(folder.resolve("some-scaling.svg"))).contains("</svg>");
  }
}

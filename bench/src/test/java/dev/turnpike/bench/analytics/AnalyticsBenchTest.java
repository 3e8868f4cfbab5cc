package dev.turnpike.bench.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Origin;
import dev.turnpike.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyticsBenchTest {
  @TempDir private Path folder;

  @Test
  void fedTurnsAreNeitherJudgedNorLearnedFrom() {
    FedTurns turns = new FedTurns(1);
    List<CompletedTurn> some = Stream.generate(turns::next).limit(50).toList();

    assertThat(some)
        .allSatisfy(
            turn -> {
              assertThat(turn.getOrigin()).isEqualTo(Origin.TASK);
              assertThat(turn.getMemory()).isFalse();
              assertThat(turn.getTimings().getFinishedAt())
                  .isAfter(turn.getTimings().getAcceptedAt());
            });
    assertThat(some).extracting(CompletedTurn::getTurnId).doesNotHaveDuplicates();
  }

  @Test
  void aProbeCountsWhenItIsFirstSeen() {
    Probes probes = new Probes();
    probes.published("a");
    probes.published("b");
    assertThat(probes.areAllSeen()).isFalse();
    probes.seen("a");
    probes.seen("a");
    probes.seen("somebody else");

    assertThat(probes.lag().probes()).isEqualTo(2);
    assertThat(probes.lag().unseen()).isEqualTo(1);
    probes.seen("b");
    assertThat(probes.areAllSeen()).isTrue();
    assertThat(probes.lag().unseen()).isZero();
  }

  @Test
  void saysHowSoonTurnsAreCounted() throws IOException {
    AnalyticsResult result =
        new AnalyticsResult(
            "sample",
            Instant.parse("2026-01-02T03:04:05Z"),
            new Checkout("0123456789abcdef", false),
            new Machine("Processor", 2, 24_000, "Linux 6", "Vendor 25"),
            "an own system",
            1_000,
            60_000,
            60,
            new Probes.Lag(600, 0, 900.4, 1_500, 1_900.6, 2_000),
            new Probes.Lag(600, 1, 500, 700, 900, 950),
            new AnalyticsResult.Answers(600, 4, 9),
            Map.of("turn-analytics-1", 0.45),
            0.25);

    Path table = result.write(folder);

    assertThat(result.succeeded()).isFalse();
    assertThat(Files.readString(table))
        .contains(
            "1,000 completed turns a second, for 60 s",
            "| in `analytics.rollups` | 600 | 0 | **900** | 1500 | **1901** | 2000 |",
            "| turns/s | 1000.00 |",
            "| CPU ms a turn: turn-analytics-1 | 0.45 |");
    assertThat(folder.resolve("2026-01-02-sample-analytics.json")).isNotEmptyFile();
  }
}

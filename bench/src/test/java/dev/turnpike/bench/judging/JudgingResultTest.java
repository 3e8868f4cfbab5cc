package dev.turnpike.bench.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgingResultTest {
  @TempDir private Path folder;

  @Test
  void saysWhatJudgingCosts() throws IOException {
    JudgingResult result =
        new JudgingResult(
            "sample",
            Instant.parse("2026-01-02T03:04:05Z"),
            new Checkout("0123456789abcdef", false),
            new Machine("Processor", 2, 24_000, "Linux 6", "Vendor 25"),
            "an own system",
            16,
            new JudgingMeasure.Judging(
                5_000, 25_000, 50, 100, 500, Map.of("judge-workers-1", 4.5), 0.25));

    Path table = result.write(folder);

    assertThat(Files.readString(table))
        .startsWith("# Judging: sample\n\nThe simulated model judged")
        .contains(
            "16 calls at once",
            "| turns, scores | 5,000, 25,000 |",
            "| **turns/s of one judge** | 100.00 |",
            "| CPU ms a turn: judge-workers-1 | 4.50 |");
    assertThat(folder.resolve("2026-01-02-sample-judging.json")).isNotEmptyFile();
  }

  @Test
  void turnsAreOneOfAKindAndTheSameEachTime() {
    assertThat(AnsweredTurns.turn("run", 1).getTurnId())
        .isEqualTo(AnsweredTurns.turn("run", 1).getTurnId())
        .isNotEqualTo(AnsweredTurns.turn("run", 2).getTurnId());
    assertThat(AnsweredTurns.turn("run", 1).getAnswer().split(" ")).hasSizeBetween(90, 120);
  }
}

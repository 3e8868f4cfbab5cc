package dev.turnpike.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.testing.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalJudgeCommandTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void theLabelsPassTheirTrialWithoutAnyModelAndResultsAreWritten(@TempDir Path results) {
    try (ChildJvm command =
        ChildJvm.running(Turnpike.class)
            .arguments("eval", "judge", "--judge-model", "perfect", "--repeats", 1)
            .arguments("--results", results)
            .start()) {
      assertThat(command.awaitExit(PATIENCE)).as(() -> command.output().toString()).isZero();
      assertThat(command.output())
          .anyMatch(line -> line.startsWith("**The labels themselves were played**"))
          .anyMatch(line -> line.startsWith("Written to " + results));
    }
    assertThat(results).isDirectoryContaining("glob:**-judge-perfect.json");
    assertThat(results).isDirectoryContaining("glob:**-judge-perfect.md");
  }
}

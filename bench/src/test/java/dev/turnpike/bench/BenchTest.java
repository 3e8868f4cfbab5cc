package dev.turnpike.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.load.FakeTurnpike;
import dev.turnpike.embedded.model.SimulatedModel;
import dev.turnpike.embedded.model.SimulatedModelSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchTest {
  private static final String MODEL = "sim:ttft=5,gap=1,tokens=4,text=lorem,seed=3";

  private final StringWriter output = new StringWriter();
  @TempDir private Path results;

  @Test
  void helpNamesEveryOptionAndItsDefault() {
    assertThat(run("--help")).isZero();

    assertThat(output.toString())
        .contains("--concurrency", "--own", "--seconds", "--model", "ttft=200,gap=20,tokens=50");
  }

  @Test
  void impossibleOptionsAreRefusedInASentence() {
    assertThat(run("--concurrency", "0")).isEqualTo(2);
    assertThat(output.toString()).contains("--concurrency takes numbers above 0");
    assertThat(run("--url", "http://localhost:1")).isEqualTo(2);
    assertThat(output.toString()).contains("--url needs --model-url");
  }

  @Test
  void microBenchmarksAreACommandOfTheirOwn() {
    assertThat(run("micro", "--help")).isZero();
    assertThat(output.toString()).contains("--only", "about 8 minutes").doesNotContain("--own");
    assertThat(run("micro", "--only", "(")).isEqualTo(2);
    assertThat(output.toString()).contains("--only ( is no regular expression");
  }

  @Test
  void whereNothingAnswersItSaysSo() {
    assertThat(run("--url", "http://127.0.0.1:1", "--model-url", "http://127.0.0.1:1/v1"))
        .isEqualTo(1);
    assertThat(output.toString()).contains("turnpike: ").doesNotContain("\tat ");
  }

  @Test
  void rightAnswersEndWithNought() throws IOException {
    assertThat(measure(SimulatedModel.loremText(MODEL))).isZero();
    assertThat(results).isDirectoryContaining("glob:**-commit-under-test.json");
  }

  @Test
  void wrongTextsEndWithOneAndAreWrittenDownAllTheSame() throws IOException {
    assertThat(measure("wrong")).isEqualTo(1);
    assertThat(results).isDirectoryContaining("glob:**-commit-under-test.md");
  }

  private int measure(String answer) throws IOException {
    try (SimulatedModel model = SimulatedModel.start(SimulatedModelSettings.instant());
        FakeTurnpike turnpike = FakeTurnpike.answering(List.of(answer), Duration.ZERO)) {
      return run(
          ("--url %s --model-url %s --model %s --results %s --name commit-under-test"
                  + " --concurrency 2 --turns 1 --block 1 --warm-up 0")
              .formatted(turnpike.url(), model.baseUrl(), MODEL, results)
              .split(" "));
    }
  }

  private int run(String... arguments) {
    CommandLine commandLine = Bench.commandLine();
    commandLine.setOut(new PrintWriter(output, true));
    commandLine.setErr(new PrintWriter(output, true));
    return commandLine.execute(arguments);
  }
}

package dev.turnpike.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.bench.load.FakeTurnpike;
import dev.turnpike.bench.system.BenchRefusal;
import dev.turnpike.embedded.model.SimulatedModel;
import dev.turnpike.embedded.model.SimulatedModelSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class StressTest {
  /** Long enough that a fake, which is as quick as the wire, is not slower by a tenth. */
  private static final String MODEL = "sim:ttft=300,gap=10,tokens=4,text=lorem";

  private final StringWriter output = new StringWriter();
  @TempDir private Path results;

  @Test
  void helpNamesEveryOptionAndItsDefault() {
    assertThat(run("--help")).isZero();
    assertThat(output.toString())
        .contains("--users", "1500", "--model", "--every", "--per-address", "--url", "--results");
  }

  @ParameterizedTest
  @CsvSource({
    "--users, 0, '--users takes 1 to 100000, not 0.'",
    "--every, 1, 'Choose --every 3 or a faster --model.'",
    "--seconds, 0, '--seconds must be at least 1, not 0.'",
    "--block, 0, '--block must be at least 1 second, not 0.'",
    "--per-address, -1, '--per-address takes a number of users'",
    "--seeds, 0, '--seeds must be at least 1, not 0.'",
    "--silence, 0, '--silence must be at least 1 second, not 0.'",
    "--patience, 0, '--patience must be at least 1 minute, not 0.'",
    "--model, sim:tokens=5, 'an answer that is known beforehand'",
    "--url, http://localhost:1, '--url needs --model-url'"
  })
  void impossibleOptionsAreRefusedInASentence(String option, String value, String sentence) {
    assertThat(run(option, value)).isEqualTo(2);
    assertThat(output.toString()).contains(sentence);
  }

  @Test
  void aSeedInTheModelsNameIsRefused() {
    assertThat(run("--model", "sim:tokens=5,text=lorem,seed=3")).isEqualTo(2);
    assertThat(output.toString()).contains("--model goes without a seed");
  }

  @Test
  void tooFewFileDescriptorsAreNamedBeforeAnythingStarts() {
    assertThatThrownBy(() -> Stress.requireDescriptors(1_024, 1_500))
        .isInstanceOf(BenchRefusal.class)
        .hasMessageContaining("ulimit -n 2500")
        .hasMessageContaining("--users 524");
    assertThatCode(() -> Stress.requireDescriptors(0, 1_500)).doesNotThrowAnyException();
  }

  @Test
  void everybodyIsServedAndWrittenDown() throws IOException {
    assertThat(stress(SimulatedModel.loremText(MODEL + ",seed=1"), 3))
        .as(output.toString())
        .isZero();

    assertThat(results)
        .isDirectoryContaining("glob:**-sample-stress.json")
        .isDirectoryContaining("glob:**-sample-stress.svg");
    assertThat(page())
        .contains("100 % (12 of 12)", "| register | 12 |", "stands in for a real one")
        .doesNotContain("✗", "What failed");
  }

  @Test
  void whereNobodyGetsARightAnswerItSaysSo() throws IOException {
    assertThat(stress("wrong", 0)).isEqualTo(1);
    assertThat(output.toString())
        .contains("turnpike: No user came as far as an answer: {chat: wrong text=12}");
  }

  private String page() throws IOException {
    try (var files = Files.newDirectoryStream(results, "*.md")) {
      return Files.readString(files.iterator().next());
    }
  }

  private int stress(String answer, int refusals) throws IOException {
    try (SimulatedModel model = SimulatedModel.start(SimulatedModelSettings.instant());
        FakeTurnpike turnpike = FakeTurnpike.answering(List.of(answer), Duration.ZERO)) {
      turnpike.refuses(refusals);
      return run(
          ("--url %s --model-url %s --model %s --results %s --name sample --users 12 --every 4"
                  + " --seconds 2 --block 1 --seeds 1")
              .formatted(turnpike.url(), model.baseUrl(), MODEL, results)
              .split(" "));
    }
  }

  private int run(String... arguments) {
    CommandLine commandLine = Stress.commandLine();
    commandLine.setOut(new PrintWriter(output, true));
    commandLine.setErr(new PrintWriter(output, true));
    return commandLine.execute(arguments);
  }
}

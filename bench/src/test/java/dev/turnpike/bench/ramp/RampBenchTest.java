package dev.turnpike.bench.ramp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.load.FakeTurnpike;
import dev.turnpike.embedded.model.SimulatedModel;
import dev.turnpike.embedded.model.SimulatedModelSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole command against a stand-in for Turnpike. */
class RampBenchTest {
  private static final String MODEL = "sim:ttft=5,gap=1,tokens=4,text=lorem,seed=3";

  private final StringWriter errors = new StringWriter();
  @TempDir private Path results;

  @Test
  void climbsToTheLastRateIfAllHold() throws IOException {
    assertThat(measure(SimulatedModel.loremText(MODEL), 60_000)).isZero();

    assertThat(page())
        .contains("20.0 chats a second held, and that was the last step: the knee lies higher.")
        .contains("| 10.0 |", "| 20.0 |", "At 40.0 chats a second for 1 s, which is far too much")
        .contains("the simulated one, which stands in for a real one");
    assertThat(results).isDirectoryContaining("glob:**-test-ramp.svg");
    assertThat(Files.readString(only(".json"))).contains("\"brokenPerSecond\" : null");
  }

  @Test
  void aRateThatDoesNotHoldIsTriedTwiceAndEndsTheClimb() throws IOException {
    // No answer adds less than that: it takes its delay, and the model hardly any time.
    assertThat(measure(SimulatedModel.loremText(MODEL), 0.001)).isEqualTo(1);

    assertThat(page())
        .contains("| 10.0 |", "| 10.0, again |", "Not even 10.0 chats a second held")
        .doesNotContain("| 20.0 |");
  }

  @Test
  void wrongTextsFailTheRunAndAreWrittenDownAllTheSame() throws IOException {
    assertThat(measure("wrong", 60_000)).isEqualTo(1);

    assertThat(page()).contains("wrong text", "who is accepted has to be answered");
  }

  @Test
  void impossibleOptionsAreRefusedInASentence() {
    assertThat(run("--from", "0")).isEqualTo(2);
    assertThat(run("--from", "9", "--to", "8")).isEqualTo(2);
    assertThat(run("--factor", "1")).isEqualTo(2);
    assertThat(run("--overload", "0.5")).isEqualTo(2);
    assertThat(run("--url", "http://localhost:1")).isEqualTo(2);
    assertThat(errors.toString())
        .contains("--from must be above 0 chats per second, not 0.0.")
        .contains("--to must not be below --from, as 8.0 is.")
        .contains("--factor must be at least 1.05, not 1.0.")
        .contains("--overload must be above 1, or 0 to leave it out, not 0.5.")
        .contains("--url needs --model-url");
  }

  private int measure(String answer, double added) throws IOException {
    try (SimulatedModel model = SimulatedModel.start(SimulatedModelSettings.instant());
        FakeTurnpike turnpike = FakeTurnpike.answering(List.of(answer), Duration.ofMillis(20))) {
      return run(
          ("--url %s --model-url %s --model %s --results %s --name test --from 10 --to 20 --factor 2"
                  + " --step 1 --warm-up 0 --overload 2 --beyond 0 --added %s")
              .formatted(turnpike.url(), model.baseUrl(), MODEL, results, added)
              .split(" "));
    }
  }

  private int run(String... arguments) {
    return new CommandLine(new RampBench())
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }

  private String page() throws IOException {
    return Files.readString(only(".md"));
  }

  private Path only(String ending) throws IOException {
    try (Stream<Path> files = Files.list(results)) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }
}

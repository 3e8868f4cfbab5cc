package dev.turnpike.operations.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Steps steps =
      new Steps(Console.plain(new PrintStream(bytes, true, StandardCharsets.UTF_8)));

  @Test
  void aStepThatEndedHasALineWithItsResultAndItsTime() throws Exception {
    assertThat(steps.run("broker", () -> 9092, port -> "Kafka at " + port)).isEqualTo(9092);
    steps.run("schema registry", () -> "", result -> result);

    assertThat(lines().getFirst()).matches("  ✓ broker {14}Kafka at 9092 {31}  0\\.\\d s");
    assertThat(lines().getLast()).matches("  ✓ schema registry {49}  0\\.\\d s");
  }

  @Test
  void timesStandInOneColumnUnlessAResultIsTooLong() throws Exception {
    steps.run("a", () -> "x".repeat(40), result -> result);
    steps.run("b", () -> "", result -> result);
    steps.run("c", () -> "x".repeat(60), result -> result);

    assertThat(lines()).extracting(String::length).startsWith(75, 75);
    assertThat(lines().getLast()).contains("x  ");
  }

  @Test
  void aFailedStepIsCrossedOutAndItsFailurePassedOn() {
    assertThatThrownBy(
            () ->
                steps.run(
                    "database",
                    () -> {
                      throw new Refusal("no");
                    },
                    result -> "never"))
        .isInstanceOf(Refusal.class);

    assertThat(lines()).singleElement().asString().startsWith("  ✗ database");
  }

  @Test
  void detailsAreToldOnlyWhileTheirStepRuns() throws Exception {
    steps.detail("database", "too early");
    steps.run(
        "database",
        () -> {
          steps.detail("database", "compiling");
          return "";
        },
        result -> result);

    assertThat(lines()).hasSize(2).first().isEqualTo("    database: compiling");
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}

package dev.turnpike.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.chaos.disturb.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ChaosTest {
  private final StringWriter output = new StringWriter();

  @Test
  void helpNamesEveryKindOfDisturbance() {
    assertThat(run("--help")).isZero();
    assertThat(output.toString())
        .contains("--seed", "--minutes", "--in-flight", "--crowd", "--only", "--results");
    assertThat(output.toString())
        .contains(Arrays.stream(Kind.values()).map(Kind::toString).toArray(String[]::new));
  }

  @Test
  void impossibleOptionsAreRefusedInASentence() {
    assertThat(run("--only", "kill-everything")).isEqualTo(2);
    assertThat(output.toString()).contains("There is no disturbance 'kill-everything'");
    assertThat(run("--workers", "0")).isEqualTo(2);
    assertThat(output.toString()).contains("at least one ingress node and one worker");
    assertThat(run("--minutes", "0")).isEqualTo(2);
    assertThat(output.toString()).contains("must be positive");
  }

  private int run(String... arguments) {
    CommandLine commandLine = Chaos.commandLine();
    commandLine.setOut(new PrintWriter(output, true));
    commandLine.setErr(new PrintWriter(output, true));
    return commandLine.execute(arguments);
  }
}

package dev.turnpike.operations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class OperationsTest {

  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  @Test
  void misuseNamesTheCommandAsItIsTypedInTheImage() {
    assertThat(execute("memory", "rebuild", "--dry-rum")).isEqualTo(CommandLines.MISUSED);
    assertThat(err.toString().lines())
        .containsExactly(
            "turnpike: 'memory rebuild' has no option '--dry-rum'. Did you mean --dry-run?",
            "  What it takes: turnpike help memory rebuild");
  }

  @Test
  void aCommandThatCanNotDoItSaysWhyInASentence() {
    assertThat(execute("rejudge", "--rubric", "all", "--data", "absent", "--yes"))
        .isEqualTo(CommandLines.REFUSED);
    assertThat(err.toString()).startsWith("turnpike: Nothing runs on the data folder absent");
  }

  @Test
  void theDoctorNamesTheServicesThatThereAre() {
    assertThat(execute("doctor", "agent-worker")).isEqualTo(CommandLines.MISUSED);
    assertThat(err.toString())
        .startsWith("turnpike: There is no service 'agent-worker': name some of ingress-api, ");
  }

  private int execute(String... words) {
    return Operations.commandLine()
        .setErr(new PrintWriter(err, true))
        .setOut(new PrintWriter(out, true))
        .execute(words);
  }
}

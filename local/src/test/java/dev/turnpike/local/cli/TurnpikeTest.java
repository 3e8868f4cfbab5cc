package dev.turnpike.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.embedded.EmbeddedStartException;
import dev.turnpike.operations.console.Refusal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TurnpikeTest {

  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "up --prot 1        | 'up' has no option '--prot'. Did you mean --port?",
        "up --port abc      | --port takes a whole number, not 'abc'.",
        "up --port 0        | --port must be a number from 1 to 65535, not 0.",
        "up --workers 3     | --ingress and --workers above 1 need --processes",
        "up now             | 'up' does not know what to do with 'now'.",
        "up --data          | --data",
        "tail               | TOPIC",
        "tail x --max 0     | --max must be a number from 1, not 0.",
        "tail x --max lots  | --max takes a whole number, not 'lots'.",
        "provision --chekc  | 'provision' has no option '--chekc'. Did you mean --check?",
        "memory             | 'memory' needs one of these words after it: rebuild, re-embed.",
        "memory rebild      | 'memory' does not know what to do with 'rebild'.",
        "rejudge            | --rubric",
        "rejudge --rubric a --since soon  | --since takes 7d, 12h or 30m ago, a day such as"
            + " 2026-11-02, or an instant, not 'soon'.",
        "rejudge --rubric a --sample most | --sample takes a number, not 'most'.",
        "eval               | 'eval' needs one of these words after it: memory, judge, run,"
            + " replay.",
      })
  void misuseIsOneSentenceWhereToReadMoreAndExitStatusTwo(String words, String told) {
    assertThat(execute(words.strip().split(" +"))).isEqualTo(2);
    assertThat(err.toString().lines().toList())
        .hasSize(2)
        .satisfies(
            lines -> {
              assertThat(lines.getFirst()).startsWith("turnpike: ").contains(told);
              assertThat(lines.getLast())
                  .isEqualTo("  What it takes: ./turnpike help " + words.strip().split(" ")[0]);
            });
  }

  @Test
  void anEmbeddedPartThatCanNotStartSaysItselfWhy() {
    Exception wrapped =
        new IllegalStateException("bean", new EmbeddedStartException("Install gcc."));
    assertThat(Turnpike.plain(wrapped)).isInstanceOf(Refusal.class).hasMessage("Install gcc.");
  }

  @Test
  void misuseOfACommandOfACommandNamesBoth() {
    assertThat(execute("memory", "rebuild", "--dry-rum")).isEqualTo(2);
    assertThat(err.toString())
        .contains("'memory rebuild' has no option '--dry-rum'. Did you mean --dry-run?")
        .contains("What it takes: ./turnpike help memory rebuild");
    assertThat(execute("eval", "judge", "--repeats", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("--repeats takes a whole number, not 'x'.");
  }

  @Test
  void whatCannotBeTriedIsRefused() {
    assertThat(execute("eval", "judge", "--judge-model", "perfect", "--repeats", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--repeats is 0: each item is judged at least once.");
  }

  @Test
  void whatNeedsARunningSystemSaysHowToStartIt(@TempDir Path empty) {
    String data = empty.toString();
    assertThat(execute("tail", "chat.requests", "--data", data)).isEqualTo(1);
    assertThat(execute("chat", "Hello", "--data", data)).isEqualTo(1);
    assertThat(execute("memory", "re-embed", "--data", data)).isEqualTo(1);
    assertThat(execute("memory", "rebuild", "--data", data)).isEqualTo(1);
    assertThat(execute("rejudge", "--rubric", "all", "--data", data)).isEqualTo(1);
    assertThat(err.toString().lines())
        .hasSize(5)
        .allMatch(
            ("turnpike: Nothing runs on the data folder %s:"
                        + " start it with ./turnpike up --data %s.")
                    .formatted(data, data)
                ::equals);
  }

  @Test
  void chatWithAnAddressThatIsNoneSaysSo() {
    assertThat(execute("chat", "Hello", "--url", "localhost:8080")).isEqualTo(1);
    assertThat(err.toString()).contains("--url must look like http://localhost:8080");
  }

  @Test
  void eachCommandExplainsItself() {
    for (String command :
        new String[] {
          "up",
          "chat",
          "tail",
          "provision",
          "doctor",
          "memory",
          "eval",
          "memory rebuild",
          "memory re-embed",
          "eval memory",
          "eval judge",
          "rejudge",
          "recover"
        }) {
      assertThat(execute((command + " --help").split(" "))).isZero();
      assertThat(out.toString()).contains("Usage: ./turnpike " + command);
    }
  }

  private int execute(String... arguments) {
    CommandLine commandLine = Turnpike.commandLine();
    return commandLine
        .setErr(new PrintWriter(err, true))
        .setOut(new PrintWriter(out, true))
        .execute(arguments);
  }
}

package dev.turnpike.local.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script ./turnpike with JDKs and a Maven that only seem to be. */
class ScriptTest {

  @TempDir private Path folder;

  @Test
  void aNewerJdkIsFoundThoughTheOneOnThePathIsOlder() throws IOException {
    FakeMachine machine = new FakeMachine(folder);
    machine.javaOnPath("17.0.1");
    machine.jdk("a-jdk-24", "24.0.1");
    machine.jdk("b-jdk-27", "27-ea");
    machine.jdk("c-jdk-25", "25.0.1");
    machine.maven("BUILD SUCCESS", 0);

    FakeMachine.Outcome outcome = machine.turnpike("chat", "Hello  there");

    assertThat(outcome.status()).as(outcome.toString()).isZero();
    assertThat(outcome.output())
        .contains("building 1 of 2: Turnpike schemas", "downloaded", "built in")
        .contains("c-jdk-25 runs", "dev.turnpike.local.cli.Turnpike chat <Hello  there>");
  }

  @Test
  void anUpToDateBuildIsNotBuiltAgainAndAChangedSourceIs() throws IOException {
    FakeMachine machine = new FakeMachine(folder);
    machine.jdk("jdk-25", "25");
    machine.maven("BUILD SUCCESS", 0);
    assertThat(machine.turnpike("chat", "x").output()).contains("for the first time");

    assertThat(machine.turnpike("chat", "x").output()).doesNotContain("building");

    machine.changeSource();
    assertThat(machine.turnpike("chat", "x").output())
        .contains("The sources are newer than the build");
  }

  @Test
  void aFailedBuildShowsItsErrorsAndWhereTheLogIs() throws IOException {
    FakeMachine machine = new FakeMachine(folder);
    machine.jdk("jdk-25", "25");
    machine.maven("[ERROR] Broken.java:[1,1] no", 1);

    FakeMachine.Outcome outcome = machine.turnpike("up");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.output())
        .contains("The build failed", "[ERROR] Broken.java:[1,1] no", "The whole log: ")
        .doesNotContain("runs");
    assertThat(machine.turnpike("up").output()).contains("The build failed");
  }

  @Test
  void eachMissingThingIsOneSentenceWithACommand() throws IOException {
    FakeMachine machine = new FakeMachine(folder);
    FakeMachine.Outcome noJava = machine.turnpike("up");
    assertThat(noJava.status()).isEqualTo(1);
    assertThat(noJava.output())
        .contains("needs a JDK 25 or newer, and there is none.")
        .contains("install");

    machine.javaOnPath("21.0.2");
    assertThat(machine.turnpike("up").output()).contains("there is only Java 21");

    machine.runtime("jre-25", "25");
    assertThat(machine.turnpike("up").output()).contains("jre-25 has no compiler (javac)");

    machine.jdk("jdk-25", "25");
    FakeMachine.Outcome noMaven = machine.turnpike("up");
    assertThat(noMaven.status()).isEqualTo(1);
    assertThat(noMaven.output()).contains("no 'mvn' on the PATH").contains("install");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "upp       | There is no command 'upp'. Did you mean './turnpike up'?",
        "provison  | There is no command 'provison'. Did you mean './turnpike provision'?",
        "frobnicate| There is no command 'frobnicate'. There are: up, chat, tail, ",
        "--version | There is no command '--version'.",
      })
  void anUnknownCommandIsRefusedBeforeAnythingIsBuilt(String command, String told)
      throws IOException {
    FakeMachine.Outcome outcome = new FakeMachine(folder).turnpike(command.strip());

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.output()).contains(told);
  }

  @Test
  void helpNeedsNothingAtAll() throws IOException {
    FakeMachine machine = new FakeMachine(folder);

    assertThat(machine.turnpike().output())
        .isEqualTo(machine.turnpike("help").output())
        .isEqualTo(machine.turnpike("--help").output())
        .contains("./turnpike up")
        .doesNotContain("runs");
  }

  @Test
  void testsEndWithMavensSummariesAndTheirSum() throws IOException {
    FakeMachine machine = new FakeMachine(folder);
    machine.jdk("jdk-25", "25");
    machine.maven(
        """
        [INFO] noise
        [INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in A
        [INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0
        [ERROR] ATest.fails:1 expected
        [ERROR] Tests run: 5, Failures: 1, Errors: 0, Skipped: 2
        [INFO] BUILD FAILURE""",
        1);

    FakeMachine.Outcome outcome = machine.turnpike("test");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.output())
        .doesNotContain("noise")
        .contains("[ERROR] ATest.fails:1 expected", "[INFO] BUILD FAILURE")
        .endsWith("\nTests run: 7, Failures: 1, Errors: 0, Skipped: 2\n");
  }
}

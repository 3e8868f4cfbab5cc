package dev.turnpike.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.local.cli.Turnpike;
import dev.turnpike.testing.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The commands as a person gives them, each in a JVM of its own, all about one data folder. */
final class Commands {

  /** How long a start may take on a machine that is busy with other things. */
  static final Duration READY = Duration.ofMinutes(4);

  static final Duration STOPPED = Duration.ofSeconds(10);
  private static final Duration ANSWERED = Duration.ofMinutes(1);

  private final Path data;

  private final Map<String, String> environment;

  Commands(Path data) {
    this(data, Map.of());
  }

  /**
   * @param environment of each command
   */
  Commands(Path data, Map<String, String> environment) {
    this.data = data;
    this.environment = environment;
  }

  ChildJvm up(Map<String, String> variables, Object... options) {
    return start("up", variables, options);
  }

  /** A system that is ready, and the address that its last line names. */
  ChildJvm ready(Map<String, String> variables, Object... options) {
    ChildJvm up = up(variables, options);
    up.awaitLine("Turnpike is ready at ", READY);
    return up;
  }

  /** What the command printed; it must end well. */
  List<String> run(String command, Object... words) {
    try (ChildJvm child = start(command, environment, words)) {
      int status = child.awaitExit(ANSWERED);
      assertThat(status).as("%s", child.output()).isZero();
      return child.output();
    }
  }

  /** The sentence with which a command is refused. */
  String refused(ChildJvm child) {
    try (child) {
      assertThat(child.awaitExit(ANSWERED)).as("%s", child.output()).isEqualTo(1);
      return child.awaitLine(line -> line.startsWith("turnpike: "), ANSWERED);
    }
  }

  void stop(ChildJvm up) {
    up.terminate();
    int status = up.awaitExit(STOPPED);
    assertThat(status).as("%s", up.output()).isZero();
    assertThat(up.output().getLast()).startsWith("Stopped after ");
  }

  private ChildJvm start(String command, Map<String, String> variables, Object... words) {
    List<Object> arguments = new ArrayList<>(List.of(command, "--data", data));
    arguments.addAll(List.of(words));
    return ChildJvm.running(Turnpike.class)
        .jvmOptions("-Xmx512m")
        .environment(environment)
        .environment(variables)
        .arguments(arguments.toArray())
        .start();
  }
}

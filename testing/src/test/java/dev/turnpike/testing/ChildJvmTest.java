package dev.turnpike.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int KILLED = 128 + 9;
  private static final int TERMINATED = 128 + 15;

  @TempDir Path folder;

  @Test
  void runsWithItsOwnArgumentsEnvironmentAndFolder() {
    try (ChildJvm child =
        ChildJvm.running(Parrot.class)
            .arguments("one", 2)
            .environment(Map.of("PARROT", "green"))
            .workingFolder(folder)
            .start()) {
      assertThat(child.awaitLine("arguments", PATIENCE)).isEqualTo("one 2");
      assertThat(child.awaitLine("variable", PATIENCE)).isEqualTo("green");
      assertThat(child.awaitLine("folder", PATIENCE)).isEqualTo(folder.toString());
      child.terminate();
      assertThat(child.awaitExit(PATIENCE)).isEqualTo(TERMINATED);
      assertThat(child.output()).endsWith("hook ran");
    }
  }

  @Test
  void aKilledChildRunsNoHook() {
    try (ChildJvm child = ChildJvm.running(Parrot.class).start()) {
      child.awaitLine("folder", PATIENCE);
      child.kill();
      assertThat(child.awaitExit(PATIENCE)).isEqualTo(KILLED);
      assertThat(child.output()).doesNotContain("hook ran");
    }
  }

  @Test
  void aLineThatNeverComesFailsWithTheOutput() {
    try (ChildJvm child = ChildJvm.running(Parrot.class).start()) {
      child.awaitLine("folder", PATIENCE);
      assertThatThrownBy(() -> child.awaitLine("no such", Duration.ofMillis(50)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("folder");
    }
  }

  /** Says what it was given, then waits. */
  static final class Parrot {

    private Parrot() {}

    public static void main(String[] arguments) throws InterruptedException {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook ran")));
      System.out.println("arguments " + String.join(" ", arguments));
      System.out.println("variable " + System.getenv("PARROT"));
      System.out.println("folder " + System.getProperty("user.dir"));
      Thread.currentThread().join();
    }
  }
}

package dev.turnpike.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A main class in a JVM of its own, with this JVM's class path: the only honest way to test what
 * kill -9 does. Its output is kept. Closing it kills it if it still runs.
 */
public final class ChildJvm implements AutoCloseable {

  private final Process process;
  private final CapturedOutput output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output = CapturedOutput.of(process.inputReader());
  }

  public static Builder running(Class<?> main) {
    return new Builder(main.getName());
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** What the child has printed so far, both streams. */
  public List<String> output() {
    return output.lines();
  }

  /**
   * Waits until the child has printed such a line, and returns it.
   *
   * @throws AssertionError with the output, if the child ends or the time is up before
   */
  public String awaitLine(Predicate<String> wanted, Duration patience) {
    return output.await(wanted, patience);
  }

  /**
   * As {@link #awaitLine(Predicate, Duration)}, for a line that starts so; returns the rest of it.
   */
  public String awaitLine(String start, Duration patience) {
    return awaitLine(line -> line.startsWith(start), patience).substring(start.length()).strip();
  }

  /** SIGKILL, and waits until the process is gone. */
  public void kill() {
    process.toHandle().destroyForcibly();
    awaitExit(Duration.ofSeconds(10));
  }

  /** SIGTERM. */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** Waits for the end of the process and returns its exit code. */
  public int awaitExit(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(
            "The child JVM still runs after %s:%n%s".formatted(patience, output));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }

  /** What to run, and how. */
  public static final class Builder {

    private final String mainClass;
    private final List<String> jvmOptions =
        new ArrayList<>(
            List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Predicate<String> classPathEntry = _ -> true;
    private Path workingFolder = Path.of("").toAbsolutePath();

    private Builder(String mainClass) {
      this.mainClass = mainClass;
    }

    /** The main class's arguments. */
    public Builder arguments(Object... values) {
      for (Object value : values) {
        arguments.add(value.toString());
      }
      return this;
    }

    /** Added after the defaults (256 MB of heap, quick start), so they win. */
    public Builder jvmOptions(String... options) {
      jvmOptions.addAll(List.of(options));
      return this;
    }

    public Builder environment(Map<String, String> variables) {
      environment.putAll(variables);
      return this;
    }

    public Builder workingFolder(Path folder) {
      workingFolder = folder;
      return this;
    }

    /** With the class path that the program has elsewhere, and so with its own logging. */
    public Builder withoutTests() {
      classPathEntry = entry -> !entry.matches(".*(/test-classes|/testing/target/.*)");
      return this;
    }

    /** The words of a command line that does the same. */
    public List<String> command() {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(jvmOptions);
      command.addAll(List.of("-cp", classPath(), mainClass));
      command.addAll(arguments);
      return command;
    }

    public ChildJvm start() {
      ProcessBuilder builder =
          new ProcessBuilder(command()).directory(workingFolder.toFile()).redirectErrorStream(true);
      builder.environment().putAll(environment);
      try {
        return new ChildJvm(builder.start());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private String classPath() {
      return String.join(
          File.pathSeparator,
          List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
              .map(entry -> Path.of(entry).toAbsolutePath().toString())
              .filter(classPathEntry)
              .toList());
    }
  }
}

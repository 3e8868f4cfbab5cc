package dev.turnpike.embedded.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of {@code examples} that runs until it is told to stop. */
record ExampleProcess(Process process, Path output, Path errors) implements AutoCloseable {

  /**
   * @param folder where it starts, and where its output goes
   */
  static ExampleProcess start(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    Path output = Files.createTempFile(folder, "example", ".out");
    Path errors = Files.createTempFile(folder, "example", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    return new ExampleProcess(builder.start(), output, errors);
  }

  List<String> lines() throws IOException {
    return Files.readAllLines(output);
  }

  /** Fails when it has ended by itself. */
  List<String> linesWhileItRuns() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException("It has ended: " + Files.readString(errors));
    }
    return lines();
  }

  /** As Ctrl+C or an orchestrator does it; gives what it said of errors. */
  String stop() throws Exception {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("It does not stop: " + Files.readString(errors));
    }
    return Files.readString(errors);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

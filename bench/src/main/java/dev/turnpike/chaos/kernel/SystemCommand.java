package dev.turnpike.chaos.kernel;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs the tools of the system that speak with the kernel. */
final class SystemCommand {

  /** Where they are, whether or not the user's own path names them. */
  private static final List<String> FOLDERS =
      List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin");

  private SystemCommand() {}

  static boolean exists(String tool) {
    return find(tool).findFirst().isPresent();
  }

  static String run(String... command) {
    return run(List.of(command), "");
  }

  /**
   * @param input for its standard input
   * @return what it printed
   * @throws KernelRefusal with that, if it fails
   */
  static String run(List<String> command, String input) {
    List<String> resolved = Stream.concat(path(command), command.stream().skip(1)).toList();
    try {
      Process process = new ProcessBuilder(resolved).redirectErrorStream(true).start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new KernelRefusal(
            "'%s' failed: %s".formatted(String.join(" ", command), output.strip()));
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException("'%s' can't be run.".formatted(String.join(" ", command)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelRefusal("Interrupted.", e);
    }
  }

  private static Stream<String> path(List<String> command) {
    return Stream.of(find(command.getFirst()).findFirst().orElse(command.getFirst()));
  }

  private static Stream<String> find(String tool) {
    return FOLDERS.stream()
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .map(Path::toString);
  }
}

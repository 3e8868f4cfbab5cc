package dev.turnpike.observing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Prometheus' programs, where they are installed. */
final class PrometheusTools {

  private PrometheusTools() {}

  /** Skips the test where the program is not there. */
  static Path require(String program) {
    Optional<Path> found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), () -> program + " is not installed: apt-get install prometheus");
    return found.get();
  }
}

package dev.turnpike.bench.startup;

import dev.turnpike.bench.system.BenchRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A worker's files in all forms.
 *
 * @param jar the executable one, with all others inside
 * @param extracted the one that names all others, beside it
 * @param cache of the classes that a run has loaded and linked; not there before the training
 */
record Layout(Path jar, Path extracted, Path cache) {

  /** Takes the executable jar of the last build apart, as the images do. */
  static Layout of(Path home, Path folder) throws IOException, InterruptedException {
    Path jar = executable(home.resolve("agent-workers").resolve("target"));
    Path extracted = folder.resolve("extracted");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                extracted.toString())
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new BenchRefusal("%s can't be taken apart; see above.".formatted(jar));
    }
    return new Layout(
        jar,
        extracted.resolve(String.valueOf(jar.getFileName())),
        folder.resolve("agent-workers.aot"));
  }

  private static Path executable(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.list(target)) {
        List<Path> found =
            files.filter(file -> file.toString().endsWith("-exec.jar")).sorted().toList();
        if (!found.isEmpty()) {
          return found.getLast();
        }
      }
    }
    throw new BenchRefusal(
        "There is no executable jar in %s: build it with ./turnpike bench startup, or mvn -pl agent-workers -am package -Dmaven.test.skip."
            .formatted(target));
  }
}

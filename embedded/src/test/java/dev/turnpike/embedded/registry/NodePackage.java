package dev.turnpike.embedded.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A small JavaScript program, installed below {@code target}. */
record NodePackage(Path folder) {

  /** One in {@code src/test/js}. */
  static NodePackage install(String name) throws Exception {
    return install(Path.of("src/test/js", name));
  }

  /** Copies the program and installs what it needs, unless that is there already. */
  static NodePackage install(Path source) throws Exception {
    NodePackage installed = new NodePackage(Path.of("target/js").resolve(source.getFileName()));
    Files.createDirectories(installed.folder);
    Path lock = installed.folder.resolve("package-lock.json");
    boolean same =
        Files.isDirectory(installed.folder.resolve("node_modules"))
            && Files.exists(lock)
            && Files.mismatch(lock, source.resolve("package-lock.json")) == -1;
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file,
            installed.folder.resolve(file.getFileName()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!same) {
      installed.run(List.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }
    return installed;
  }

  /** Whether Node.js and npm are on the path. */
  static boolean possible() {
    try {
      NodePackage here = new NodePackage(Path.of("."));
      here.run(List.of(), "node", "--version");
      here.run(List.of(), "npm", "--version");
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  /** Runs a command with these lines as input, and gives the lines of its output. */
  List<String> run(List<String> input, String... command) throws Exception {
    Path errors = Files.createTempFile("node", ".err");
    Path lines = Files.createTempFile("node", ".in");
    Files.write(lines, input);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(lines.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException(
            String.join(" ", command) + " failed: " + Files.readString(errors) + output);
      }
      return output.lines().toList();
    } finally {
      process.destroyForcibly();
      Files.delete(errors);
      Files.delete(lines);
    }
  }
}

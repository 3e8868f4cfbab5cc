package dev.turnpike.local.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A checkout with nothing in it but the script, on a machine with nothing installed but what a test
 * installs. Its JDKs print how they were called; its Maven prints what the test says.
 */
final class FakeMachine {

  /** How a command ended, and all that it printed. */
  record Outcome(int status, String output) {}

  private static final List<String> TOOLS =
      List.of(
          "awk",
          "bash",
          "cat",
          "cp",
          "cut",
          "dirname",
          "env",
          "find",
          "grep",
          "head",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sh",
          "sleep",
          "tail",
          "tee",
          "touch");

  private final Path home;
  private final Path checkout;
  private final Path path;
  private final Path jdks;

  FakeMachine(Path folder) throws IOException {
    home = folder;
    checkout = Files.createDirectories(folder.resolve("check out"));
    path = Files.createDirectories(folder.resolve("bin"));
    jdks = Files.createDirectories(folder.resolve("jvm"));
    Path repository = Path.of("..").toAbsolutePath().normalize();
    Files.copy(
        repository.resolve("turnpike"),
        checkout.resolve("turnpike"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Path help = Path.of("local/src/main/resources/dev/turnpike/local/cli/help.txt");
    Files.createDirectories(checkout.resolve(help).getParent());
    Files.copy(repository.resolve(help), checkout.resolve(help));
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    for (String tool : TOOLS) {
      script(path.resolve(tool), "exec %s \"$@\"".formatted(real(tool)));
    }
  }

  void javaOnPath(String version) throws IOException {
    java(home.resolve("old"), version, true);
    Files.createSymbolicLink(path.resolve("java"), Path.of("..", "old", "bin", "java"));
  }

  void jdk(String name, String version) throws IOException {
    java(jdks.resolve(name), version, true);
  }

  void runtime(String name, String version) throws IOException {
    java(jdks.resolve(name), version, false);
  }

  /** Prints a plausible build, then the given lines; the outcome is there as after a real one. */
  void maven(String lines, int status) throws IOException {
    script(
        path.resolve("mvn"),
        """
        echo '[INFO] Building Turnpike schemas 0.1.0-SNAPSHOT                             [1/2]'
        i=0
        while [ $i -lt 300 ]; do
          i=$((i + 1))
          echo "Downloaded from central: https://repo.example/a$i.jar (1.2 MB at 3.4 MB/s)"
        done
        mkdir -p '%1$s/local/target/lib'
        touch '%1$s/local/target/turnpike-local.jar'
        cat <<'LINES'
        %2$s
        LINES
        exit %3$d
        """
            .formatted(checkout, lines, status));
  }

  void changeSource() throws IOException {
    Path source =
        Files.writeString(
            Files.createDirectories(checkout.resolve("schemas/src/main/java")).resolve("A.java"),
            "class A {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
  }

  Outcome turnpike(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(checkout.resolve("turnpike").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile());
    builder.environment().clear();
    builder.environment().put("PATH", path.toString());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("TURNPIKE_JVM_FOLDERS", jdks.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Outcome(process.waitFor(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void java(Path folder, String version, boolean compiler) throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    script(
        folder.resolve("bin").resolve("java"),
        """
        echo "%s runs"
        while [ $# -gt 0 ] && [ "${1#dev.turnpike}" = "$1" ]; do shift; done
        printf '%%s' "$1 $2"
        shift 2
        for word; do printf ' <%%s>' "$word"; done
        """
            .formatted(folder.getFileName()));
    if (compiler) {
      script(folder.resolve("bin").resolve("javac"), "exit 0");
    }
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path real(String tool) {
    for (String place : List.of("/usr/bin", "/bin")) {
      Path candidate = Path.of(place, tool);
      if (Files.exists(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException("The tests of the script need " + tool);
  }
}

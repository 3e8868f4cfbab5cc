package dev.turnpike.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the script says on machines that lack something. They are played with a PATH of few tools.
 */
class PgvectorScriptTest {

  private static final Path SCRIPT =
      Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
          .map(path -> path.resolve("infra/setup-pgvector.sh"))
          .filter(Files::exists)
          .findFirst()
          .orElseThrow();

  private static final List<String> BASIC_TOOLS =
      List.of(
          "awk",
          "bash",
          "cut",
          "dirname",
          "getconf",
          "grep",
          "head",
          "mkdir",
          "mktemp",
          "realpath",
          "rm",
          "sort",
          "tail",
          "uname");

  @TempDir Path temporary;

  @BeforeEach
  void nothingIsInstalled() {
    assumeFalse(
        Files.exists(Path.of("/usr/lib/postgresql/17/lib/vector.so")),
        "this machine's own pgvector would be copied");
  }

  @Test
  void withoutApt() throws Exception {
    assertThat(failure(List.of()))
        .startsWith("pgvector: apt-get, which would fetch it, is missing");
  }

  @Test
  void withoutDebiansUnpacker() throws Exception {
    tool("apt-get", "exit 0");
    assertThat(failure(List.of()))
        .startsWith("pgvector: dpkg-deb is missing: install it with `sudo apt-get install dpkg`");
  }

  @Test
  void withoutCompilerWhereOneIsNeeded() throws Exception {
    tool("apt-get", "exit 0");
    tool("dpkg-deb", "exit 0");
    tool("getconf", "echo glibc 2.36");
    assertThat(failure(List.of()))
        .startsWith("pgvector: gcc is missing: install it with `sudo apt-get install gcc");
  }

  @Test
  void withoutADebianMirror() throws Exception {
    tool("apt-get", "echo http://example.org/ubuntu/ main");
    tool("dpkg-deb", "exit 0");
    tool("getconf", "echo glibc 2.41");
    assertThat(failure(List.of())).contains("apt is not configured with a Debian mirror");
  }

  @Test
  void withoutNetwork() throws Exception {
    tool(
        "apt-get",
        """
        case $1 in
          indextargets) echo http://mirror.example/debian/ main ;;
          *) echo 'E: Could not resolve mirror.example'; exit 100 ;;
        esac
        """);
    tool("dpkg-deb", "exit 0");
    tool("getconf", "echo glibc 2.41");
    assumeFalse(
        Files.notExists(Path.of("/usr/share/keyrings/debian-archive-keyring.gpg")), "not Debian");
    assertThat(failure(List.of()))
        .contains("could not be fetched from http://mirror.example/debian/")
        .contains("E: Could not resolve mirror.example")
        .contains("check the network and run the same again");
  }

  @Test
  void onAnotherSystem() throws Exception {
    tool("uname", "echo Darwin");
    assertThat(failure(List.of())).contains("on macOS run `brew install postgresql@17 pgvector`");
  }

  @Test
  void whereTheFolderCantBeWritten() throws Exception {
    assertThat(failure(List.of("/proc/nowhere/files"))).contains("/proc/nowhere can't be written");
  }

  /** Runs the script, which must fail and leave nothing, and returns its last line. */
  private String failure(List<String> arguments) throws IOException {
    for (String name : BASIC_TOOLS) {
      if (Files.notExists(bin().resolve(name))) {
        tool(name, "exec /usr/bin/%s \"$@\"".formatted(name));
      }
    }
    List<String> command =
        new ArrayList<>(List.of("env", "PATH=" + bin(), "/bin/bash", SCRIPT.toString()));
    command.addAll(
        arguments.isEmpty() ? List.of(temporary.resolve("files").toString()) : arguments);
    Command.Outcome outcome = Command.run(command);
    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(1);
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).containsExactly(bin());
    }
    return outcome.output().lines().reduce("", (_, last) -> last);
  }

  private Path bin() {
    return temporary.resolve("bin");
  }

  private void tool(String name, String script) throws IOException {
    Path file = Files.createDirectories(bin()).resolve(name);
    Files.writeString(file, "#!/bin/bash\n" + script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}

package dev.turnpike.chaos.cluster;

import dev.turnpike.chaos.kernel.Host;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A main class of this class path, to be run in JVMs of its own. The class must end when its
 * standard input does, so that nothing outlives the one who started it.
 *
 * @param name of the part, for its logs
 * @param heap as in {@code 192m}
 * @param host where it runs
 * @param environment beside that of this process
 * @param temporary where each of its processes gets a folder of its own for temporary files
 */
record JvmCommand(
    String name,
    Class<?> main,
    List<String> arguments,
    String heap,
    Map<String, String> environment,
    Path logs,
    Path temporary,
    Host host) {

  /**
   * Quick to start and small, since a whole cluster shares one machine. Without performance data,
   * whose file would lie in the system's folder for temporary files, not in the process's own.
   */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=64m",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /** A terminal's Ctrl-C reaches the whole group; children wait for their parent to stop them. */
  private static final List<String> WITHOUT_INTERRUPTS =
      List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh");

  JvmCommand {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /**
   * @param number of the process: no two have the same
   */
  Process start(int number) throws IOException {
    List<String> command = new ArrayList<>(WITHOUT_INTERRUPTS);
    command.addAll(host.entrance());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.add("-Xmx" + heap);
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(temporary(number)));
    command.add("-XX:ErrorFile=" + logs.resolve(name + "-crash.log"));
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** For the temporary files of one process. */
  Path temporary(int number) {
    return temporary.resolve(name).resolve("" + number).toAbsolutePath();
  }

  private static String classPath() {
    return String.join(
        File.pathSeparator,
        List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .toList());
  }
}

package dev.turnpike.local.services;

import dev.turnpike.local.folder.RunFolder;
import dev.turnpike.operations.running.WholeFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the JVM of one service, and keeps its pid file. */
record ChildJvm(ServicePlan plan, RunFolder folder) {

  /** A terminal's Ctrl-C reaches the whole group; the child waits for its parent to stop it. */
  private static final List<String> WITHOUT_INTERRUPTS =
      List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh");

  private static final List<String> OPTIONS =
      List.of(
          "-Xmx256m",
          "-XX:+UseParallelGC",
          "-XX:NewRatio=1",
          "-XX:-UseAdaptiveSizePolicy", // it shrinks the survivor spaces, and what streams gets old
          "-XX:SurvivorRatio=4",
          "-XX:+UseCompactObjectHeaders",
          "-XX:ReservedCodeCacheSize=128m",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /** Half as fast as it could be, for a tenth of the compiler's time. */
  private static final String QUICKLY_COMPILED = "-XX:TieredStopAtLevel=1";

  Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
    builder.environment().putAll(plan.environment());
    Process process = builder.start();
    WholeFile.write(pidFile(), process.pid() + "\n", WholeFile.Readers.EVERYONE);
    return process;
  }

  Path pidFile() {
    return folder.pids().resolve(plan.name() + ".pid");
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(WITHOUT_INTERRUPTS);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    if (!plan.kind().isOnTheWayOfTokens()) {
      command.add(QUICKLY_COMPILED);
    }
    command.add("-XX:ErrorFile=" + folder.logs().resolve(plan.name() + "-crash.log"));
    command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path"))));
    command.add(ServiceProcess.class.getName());
    command.addAll(
        List.of(
            plan.kind().serviceName(),
            Integer.toString(plan.number()),
            Integer.toString(plan.port()),
            folder.logs().toString()));
    return command;
  }

  private static String absolute(String classPath) {
    List<String> entries = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }
}

package dev.turnpike.bench.growth;

import dev.turnpike.bench.machine.ProcessGroup;
import dev.turnpike.bench.system.BenchRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Bytes of objects that are reachable in a JVM, told by the JDK's {@code jcmd}. */
final class LiveHeap {
  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

  private LiveHeap() {}

  /** Of all groups whose name begins with one of these, in kilobytes. */
  static double kilobytes(List<ProcessGroup> groups, List<String> names)
      throws IOException, InterruptedException {
    double bytes = 0;
    for (ProcessGroup group : groups) {
      if (names.stream().anyMatch(group.name()::startsWith)) {
        bytes += bytes(group.root());
      }
    }
    return bytes / 1024;
  }

  private static long bytes(long pid) throws IOException, InterruptedException {
    // It collects garbage before it counts.
    Process jcmd =
        new ProcessBuilder(JCMD.toString(), Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new BenchRefusal("%s can't look into process %d.".formatted(JCMD, pid));
    }
    return total(output).orElseThrow(() -> new BenchRefusal("%s tells no total.".formatted(JCMD)));
  }

  /** The line {@code Total instances bytes}. */
  static Optional<Long> total(String histogram) {
    return histogram
        .lines()
        .filter(line -> line.startsWith("Total"))
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields.length == 3)
        .map(fields -> Long.parseLong(fields[2]))
        .findFirst();
  }
}

package dev.turnpike.chaos.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that bears the number of a run: processes in its namespaces, the namespaces, its links, its
 * mounts.
 *
 * @param family the name of its bridge and its mounts, with which those of its namespaces begin
 * @param links how the names of its other links begin
 */
record Leftovers(String family, String links) {
  private static final Path LINKS = Path.of("/sys/class/net");
  private static final Path MOUNTS = Path.of("/proc/self/mounts");
  private static final Path NAMESPACES = Path.of("/run/netns");

  static Leftovers of(int number) {
    return new Leftovers("turnpike-" + number, "tp%d-".formatted(number));
  }

  void remove() {
    for (String namespace : names(NAMESPACES, family + "-")) {
      kill(SystemCommand.run("ip", "netns", "pids", namespace));
      SystemCommand.run("ip", "netns", "del", namespace);
    }
    names(LINKS, links).forEach(Leftovers::unplug);
    unplug(family);
    // Lazily: a process that is just dying may still hold a file.
    mounts().forEach(folder -> SystemCommand.run("umount", "-l", folder));
  }

  /** A link goes by itself, too, soon after its namespace. */
  private static void unplug(String link) {
    try {
      if (Files.exists(LINKS.resolve(link))) {
        SystemCommand.run("ip", "link", "del", link);
      }
    } catch (KernelRefusal e) {
      if (Files.exists(LINKS.resolve(link))) {
        throw e;
      }
    }
  }

  List<String> mounts() {
    if (!Files.exists(MOUNTS)) {
      return List.of();
    }
    try {
      return mounts(Files.readAllLines(MOUNTS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Their folders, of lines as proc(5) has them. */
  List<String> mounts(List<String> lines) {
    return lines.stream()
        .map(line -> line.split(" ", 3))
        .filter(parts -> parts.length == 3 && parts[0].equals(family))
        .map(parts -> parts[1].replace("\\040", " "))
        .toList();
  }

  private static void kill(String pids) {
    pids.lines()
        .map(String::strip)
        .filter(pid -> !pid.isEmpty())
        .map(Long::parseLong)
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .forEach(ProcessHandle::destroyForcibly);
  }

  private static List<String> names(Path folder, String beginning) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.startsWith(beginning))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

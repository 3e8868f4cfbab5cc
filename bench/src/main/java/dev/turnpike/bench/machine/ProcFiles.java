package dev.turnpike.bench.machine;

import dev.turnpike.bench.stats.Rounded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Linux's {@code /proc}; see proc(5). A process that has ended, and a system without {@code /proc},
 * give nothing.
 */
public final class ProcFiles {
  /**
   * Of user space, whatever the kernel's own: USER_HZ is 100 on all platforms that Java runs on.
   */
  private static final long MILLIS_PER_TICK = 10;

  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;
  private static final int CHILDREN_USER_TIME = 13;
  private static final int CHILDREN_SYSTEM_TIME = 14;
  private static final int IDLE = 3;
  private static final int IO_WAIT = 4;
  private static final int STEAL = 7;
  private static final String DELETED = " (deleted)";

  private final Path root;

  /**
   * @param root {@code /proc}, or what a test takes for it
   */
  ProcFiles(Path root) {
    this.root = root;
  }

  public static ProcFiles ofThisSystem() {
    return new ProcFiles(Path.of("/proc"));
  }

  public boolean available() {
    return Files.isReadable(root.resolve("stat"));
  }

  /** Processor time of a process, with that of its ended children if so wished. */
  long cpuMillis(long pid, boolean endedChildren) {
    return text(pid + "/stat").map(stat -> cpuMillis(stat, endedChildren)).orElse(0L);
  }

  private static long cpuMillis(String stat, boolean endedChildren) {
    // The name, in brackets, may hold spaces and brackets.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ");
    long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
    if (endedChildren) {
      ticks +=
          Long.parseLong(fields[CHILDREN_USER_TIME]) + Long.parseLong(fields[CHILDREN_SYSTEM_TIME]);
    }
    return ticks * MILLIS_PER_TICK;
  }

  /** Time that all processors together have not been idle. */
  long busyMillis() {
    return text("stat").map(ProcFiles::busyMillis).orElse(0L);
  }

  private static long busyMillis(String stat) {
    String[] fields = stat.lines().findFirst().orElse("").replaceFirst("cpu +", "").split(" ");
    long ticks = 0;
    for (int i = 0; i <= STEAL && i < fields.length; i++) {
      ticks += i == IDLE || i == IO_WAIT ? 0 : Long.parseLong(fields[i]);
    }
    return ticks * MILLIS_PER_TICK;
  }

  /** The average number of processes that wanted to run, over one minute. */
  public double loadAverage() {
    return text("loadavg").map(text -> Double.parseDouble(text.split(" ")[0])).orElse(0.0);
  }

  /** Kilobytes in memory. */
  long residentKilobytes(long pid) {
    return kilobytes(pid + "/status", "VmRSS:");
  }

  /** The most there have been. */
  long peakKilobytes(long pid) {
    return kilobytes(pid + "/status", "VmHWM:");
  }

  /** Kilobytes in memory, where what processes share is divided among them. */
  long proportionalKilobytes(long pid) {
    return kilobytes(pid + "/smaps_rollup", "Pss:");
  }

  /** What one process holds; empty if it has ended. */
  public Optional<Footprint> footprint(long pid) {
    int files = entries(pid + "/fd");
    return files == 0
        ? Optional.empty()
        : Optional.of(
            new Footprint(
                Rounded.to(1, residentKilobytes(pid) / 1024.0),
                Rounded.to(1, peakKilobytes(pid) / 1024.0),
                entries(pid + "/task"),
                files,
                heapMegabytes(pid)));
  }

  /** Files that a process has open although they are deleted: their space is not free yet. */
  public List<Path> deletedOpenFiles(long pid) {
    try (Stream<Path> each = Files.list(root.resolve(pid + "/fd"))) {
      return each.flatMap(ProcFiles::target)
          .filter(target -> target.startsWith("/") && target.endsWith(DELETED))
          .filter(target -> !target.startsWith("/memfd:") && !target.startsWith("/dev/"))
          .map(target -> Path.of(target.substring(0, target.length() - DELETED.length())))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /** Of a link to an open file; nothing if it was closed meanwhile. */
  private static Stream<String> target(Path link) {
    try {
      return Stream.of(Files.readSymbolicLink(link).toString());
    } catch (IOException closed) {
      return Stream.empty();
    }
  }

  private int heapMegabytes(long pid) {
    return text(pid + "/cmdline").stream()
        .flatMap(line -> Stream.of(line.split("\0")))
        .filter(argument -> argument.matches("-Xmx\\d+m"))
        .mapToInt(argument -> Integer.parseInt(argument.replaceAll("\\D", "")))
        .reduce(0, (_, last) -> last);
  }

  private int entries(String folder) {
    try (Stream<Path> each = Files.list(root.resolve(folder))) {
      return (int) each.count();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  /** How many files and sockets this process may have open; 0 where that can't be known. */
  public long openFilesLimit() {
    return text("self/limits").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> line.replaceFirst("^Max open files\\s+\\d+\\s+(\\d+).*", "$1"))
        .filter(most -> most.matches("\\d+"))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }

  /** Of the whole machine. */
  long totalKilobytes() {
    return kilobytes("meminfo", "MemTotal:");
  }

  Optional<String> processorModel() {
    return text("cpuinfo").flatMap(text -> value(text, "model name"));
  }

  private long kilobytes(String file, String key) {
    return text(file)
        .flatMap(text -> value(text, key))
        .map(value -> Long.parseLong(value.split(" ")[0]))
        .orElse(0L);
  }

  private static Optional<String> value(String text, String key) {
    List<String> lines = text.lines().toList();
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .findFirst()
        .map(line -> line.substring(key.length()).replaceFirst("^\\s*:?\\s*", ""));
  }

  private Optional<String> text(String file) {
    try {
      return Optional.of(Files.readString(root.resolve(file)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

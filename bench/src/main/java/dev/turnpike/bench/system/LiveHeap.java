package dev.turnpike.bench.system;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a heap is alive: the JVM collects all garbage and counts what is left, class by class
 * ({@code jcmd PID GC.class_histogram}). Only this can tell growth from garbage that nobody has
 * collected yet. Dead space that a collection fills instead of closing it counts there, too, and is
 * left out: up to a tenth of a small heap, until one of twenty collections closes it. It stops the
 * JVM for some tenths of a second, so it belongs between blocks.
 *
 * @param byClass bytes of each class's objects
 */
public record LiveHeap(Map<String, Long> byClass) {
  private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+).*");

  /** What some collections leave lying instead of moving all that is behind it. */
  private static final String DEAD = "jdk.internal.vm.Filler";

  private static final double MEGABYTE = 1024.0 * 1024;

  public LiveHeap {
    byClass = Map.copyOf(byClass);
  }

  /** A class and how much more its objects take. */
  public record Growth(String name, double megabytes) {}

  /**
   * @throws BenchRefusal if this Java has no jcmd, being no JDK
   */
  public static void requireTool() {
    if (!Files.isExecutable(tool())) {
      throw new BenchRefusal(
          "Live heaps are read with jcmd, and %s is not there: run it with a JDK."
              .formatted(tool()));
    }
  }

  /**
   * @param pid of another JVM: this one would have to read what it writes while it is stopped
   */
  public static LiveHeap read(long pid) throws IOException {
    Process jcmd =
        new ProcessBuilder(tool().toString(), Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    try (InputStream output = jcmd.getInputStream()) {
      LiveHeap heap = parse(new String(output.readAllBytes(), StandardCharsets.UTF_8));
      if (heap.byClass.isEmpty()) {
        throw new IOException("jcmd %d GC.class_histogram gave no classes.".formatted(pid));
      }
      return heap;
    }
  }

  static LiveHeap parse(String histogram) {
    Map<String, Long> byClass = new HashMap<>();
    for (String line : histogram.lines().toList()) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && !row.group(2).contains(DEAD)) {
        byClass.merge(row.group(2), Long.parseLong(row.group(1)), Long::sum);
      }
    }
    return new LiveHeap(byClass);
  }

  public double megabytes() {
    return byClass.values().stream().mapToLong(Long::longValue).sum() / MEGABYTE;
  }

  /** The classes whose objects take the most more than before. */
  public List<Growth> growthSince(LiveHeap before, int count) {
    return byClass.entrySet().stream()
        .map(
            each ->
                new Growth(
                    each.getKey(),
                    (each.getValue() - before.byClass.getOrDefault(each.getKey(), 0L)) / MEGABYTE))
        .filter(growth -> growth.megabytes > 0)
        .sorted(Comparator.comparingDouble(Growth::megabytes).reversed())
        .limit(count)
        .toList();
  }

  private static Path tool() {
    return Path.of(System.getProperty("java.home"), "bin", "jcmd");
  }
}

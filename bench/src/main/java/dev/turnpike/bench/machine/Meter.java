package dev.turnpike.bench.machine;

import dev.turnpike.bench.stats.Rounded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what groups of processes have used. */
public final class Meter {
  private final ProcFiles files;
  private final List<ProcessGroup> groups;

  public Meter(ProcFiles files, List<ProcessGroup> groups) {
    this.files = files;
    this.groups = List.copyOf(groups);
  }

  public Reading read() {
    Map<String, Long> cpu = new LinkedHashMap<>();
    for (ProcessGroup group : groups) {
      cpu.put(group.name(), cpuMillis(group));
    }
    return new Reading(System.nanoTime() / 1_000_000, cpu, files.busyMillis(), files.loadAverage());
  }

  private long cpuMillis(ProcessGroup group) {
    long sum = 0;
    for (long pid : group.pids()) {
      // Below the root, too: whoever reaps a process inherits its time.
      sum += files.cpuMillis(pid, group.descendants());
    }
    return sum;
  }

  /** Megabytes of each group now and at most, by its name. */
  public Map<String, Memory> memory() {
    Map<String, Memory> memory = new LinkedHashMap<>();
    for (ProcessGroup group : groups) {
      memory.put(group.name(), memory(group));
    }
    return memory;
  }

  private Memory memory(ProcessGroup group) {
    Set<Long> pids = group.pids();
    if (pids.size() == 1) {
      return new Memory(
          megabytes(files.residentKilobytes(group.root())),
          megabytes(files.peakKilobytes(group.root())));
    }
    long sum = pids.stream().mapToLong(files::proportionalKilobytes).sum();
    return new Memory(megabytes(sum), megabytes(sum));
  }

  /** Threads and open files of each group now, by its name. */
  public Map<String, Handles> handles() {
    Map<String, Handles> handles = new LinkedHashMap<>();
    for (ProcessGroup group : groups) {
      handles.put(
          group.name(),
          group.pids().stream()
              .flatMap(pid -> files.footprint(pid).stream())
              .map(held -> new Handles(held.threads(), held.files()))
              .reduce(new Handles(0, 0), Handles::plus));
    }
    return handles;
  }

  private static double megabytes(long kilobytes) {
    return Rounded.to(1, kilobytes / 1024.0);
  }
}

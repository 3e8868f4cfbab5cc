package dev.turnpike.bench.machine;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Processes that are counted as one.
 *
 * @param name as in results
 * @param root its process id
 * @param descendants whether all processes below the root belong to it, also those that have ended
 */
public record ProcessGroup(String name, Share share, long root, boolean descendants) {

  /** One process alone. */
  public static ProcessGroup of(String name, Share share, long pid) {
    return new ProcessGroup(name, share, pid, false);
  }

  /** A server that works through child processes, as PostgreSQL does. */
  public static ProcessGroup family(String name, Share share, long pid) {
    return new ProcessGroup(name, share, pid, true);
  }

  Set<Long> pids() {
    Stream<Long> below =
        descendants
            ? ProcessHandle.of(root).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid)
            : Stream.empty();
    return Stream.concat(Stream.of(root), below).collect(Collectors.toUnmodifiableSet());
  }
}

package dev.turnpike.bench.machine;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What had been used at one moment.
 *
 * @param atMillis on a monotonic clock
 * @param cpuMillis of each group of processes
 * @param busyMillis of all processors, whoever used them
 * @param loadAverage of the last minute
 */
public record Reading(
    long atMillis, Map<String, Long> cpuMillis, long busyMillis, double loadAverage) {

  /** What was used since an earlier moment. */
  public Usage since(Reading earlier) {
    Map<String, Long> used = new LinkedHashMap<>();
    cpuMillis.forEach(
        (group, millis) ->
            used.put(group, Math.max(0, millis - earlier.cpuMillis.getOrDefault(group, millis))));
    long ours = used.values().stream().mapToLong(Long::longValue).sum();
    long others = Math.max(0, busyMillis - earlier.busyMillis - ours);
    return new Usage(atMillis - earlier.atMillis, used, others, loadAverage);
  }
}

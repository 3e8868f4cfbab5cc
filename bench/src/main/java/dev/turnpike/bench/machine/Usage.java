package dev.turnpike.bench.machine;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was used during some time.
 *
 * @param millis how long it was
 * @param cpuMillis of each group of processes
 * @param otherCpuMillis of everything else on the machine: noise
 * @param loadAverage at its end
 */
public record Usage(
    long millis, Map<String, Long> cpuMillis, long otherCpuMillis, double loadAverage) {

  public static final Usage NONE = new Usage(0, Map.of(), 0, 0);

  /** Both together, with the higher load. */
  public Usage plus(Usage other) {
    Map<String, Long> sum = new LinkedHashMap<>(cpuMillis);
    other.cpuMillis.forEach((group, used) -> sum.merge(group, used, Long::sum));
    return new Usage(
        millis + other.millis,
        sum,
        otherCpuMillis + other.otherCpuMillis,
        Math.max(loadAverage, other.loadAverage));
  }

  /** How many processors' worth of time everything else took. */
  public double otherProcessors() {
    return millis == 0 ? 0 : (double) otherCpuMillis / millis;
  }
}

package dev.turnpike.bench.growth;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured at one size.
 *
 * @param cpuPerTurn milliseconds by process; empty where there were no turns
 * @param megabytes resident, by process
 * @param turns that were measured
 */
record Sample(
    int size,
    Map<Metric, Double> values,
    Map<String, Double> cpuPerTurn,
    Map<String, Double> megabytes,
    long turns) {

  Sample {
    values = Map.copyOf(values);
    cpuPerTurn = new TreeMap<>(cpuPerTurn);
    megabytes = new TreeMap<>(megabytes);
  }

  Sample with(Metric metric, double value) {
    Map<Metric, Double> more = new EnumMap<>(values);
    more.put(metric, value);
    return new Sample(size, more, cpuPerTurn, megabytes, turns);
  }
}

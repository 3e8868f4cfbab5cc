package dev.turnpike.bench.soak;

import dev.turnpike.bench.stats.Quantiles;
import java.util.Map;

/**
 * What there was at one moment, and what the blocks before it gave.
 *
 * @param atSeconds since the first reading
 * @param turns that Turnpike has answered since then
 * @param processes by their names
 * @param databaseMegabytes all tables and indexes
 * @param topicsMegabytes all partitions on the broker's disk
 * @param turnpike first token in milliseconds, in the block before
 * @param model the same of the model alone
 * @param late p99 of the generator itself, in milliseconds
 * @param otherProcessors that others kept busy meanwhile
 */
record SoakReading(
    double atSeconds,
    long turns,
    Map<String, ProcessReading> processes,
    double databaseMegabytes,
    double topicsMegabytes,
    Quantiles turnpike,
    Quantiles model,
    double late,
    double otherProcessors) {

  SoakReading {
    processes = Map.copyOf(processes);
  }

  double minutes() {
    return atSeconds / 60;
  }

  /** What Turnpike adds to the first token, in milliseconds. */
  Quantiles.Difference added() {
    return turnpike.minus(model);
  }
}

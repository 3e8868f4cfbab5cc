package dev.turnpike.bench.memory;

import dev.turnpike.bench.stats.Distribution;

/** How long recalls took, and their two parts, in milliseconds. */
record RecallTimes(String messages, int facts, Part embedding, Part search, Part whole) {

  /** One part of all recalls. */
  record Part(double p50, double p95, double p99) {
    static Part of(Distribution times) {
      return new Part(times.quantile(0.5), times.quantile(0.95), times.quantile(0.99));
    }
  }
}

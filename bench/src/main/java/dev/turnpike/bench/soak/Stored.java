package dev.turnpike.bench.soak;

import java.util.Map;

/**
 * What is kept of the turns.
 *
 * @param rows of each table
 * @param tableBytes of each table with its indexes
 * @param topicBytes of each topic on the broker's disk
 */
record Stored(Map<String, Long> rows, Map<String, Long> tableBytes, Map<String, Long> topicBytes) {
  private static final double MEGABYTE = 1024.0 * 1024;

  Stored {
    rows = Map.copyOf(rows);
    tableBytes = Map.copyOf(tableBytes);
    topicBytes = Map.copyOf(topicBytes);
  }

  double databaseMegabytes() {
    return sum(tableBytes);
  }

  double topicsMegabytes() {
    return sum(topicBytes);
  }

  private static double sum(Map<String, Long> bytes) {
    return bytes.values().stream().mapToLong(Long::longValue).sum() / MEGABYTE;
  }
}

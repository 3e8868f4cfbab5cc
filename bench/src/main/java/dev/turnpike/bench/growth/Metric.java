package dev.turnpike.bench.growth;

/** What is measured at each size. */
enum Metric {
  CPU_PER_TURN("processor time of a turn", "ms"),
  ALLOCATED_BY_INGRESS("allocated by the ingress for a turn", "KB"),
  ALLOCATED_BY_WORKER("allocated by the worker for a turn", "KB"),
  FIRST_TOKEN_ADDED("added to the first token", "ms"),
  RESIDENT_MEMORY("resident memory of all services, broker and database", "MB"),
  CPU_WHEN_SILENT("processor time while nothing is said", "ms a second"),
  LIVE_HEAP("live objects on the heaps of ingress and worker", "KB");

  private final String words;
  private final String unit;

  Metric(String words, String unit) {
    this.words = words;
    this.unit = unit;
  }

  String words() {
    return words;
  }

  String unit() {
    return unit;
  }
}

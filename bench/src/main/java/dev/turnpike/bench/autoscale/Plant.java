package dev.turnpike.bench.autoscale;

/**
 * What workers and their platform are like; seconds.
 *
 * @param maxInFlight turns that a worker holds
 * @param window records that a partition may be ahead of its committed offset
 * @param podStart from being asked for to consuming
 * @param podStartSpread up to so much longer, evenly
 * @param handOver how long a partition that moves is nobody's
 * @param grace how long a leaving worker's turns may go on
 * @param step what a turn that is broken off loses at most
 * @param cpuPerTurn processors that a running turn takes on average
 */
record Plant(
    int partitions,
    int maxInFlight,
    int window,
    double podStart,
    double podStartSpread,
    double handOver,
    double grace,
    double step,
    double cpuPerTurn,
    TurnLengths lengths) {

  static Plant asDeployed() {
    return new Plant(64, 500, 2000, 20, 10, 3, 600, 10, 0.001, TurnLengths.ofAgents(600));
  }

  Plant withGrace(double seconds) {
    return with(partitions, seconds);
  }

  Plant withPartitions(int count) {
    return with(count, grace);
  }

  private Plant with(int count, double seconds) {
    return new Plant(
        count,
        maxInFlight,
        window,
        podStart,
        podStartSpread,
        handOver,
        seconds,
        step,
        cpuPerTurn,
        lengths);
  }
}

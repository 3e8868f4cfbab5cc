package dev.turnpike.bench.autoscale;

/** One turn on its way; times in seconds. */
final class Turn {
  final double arrived;
  final Partition partition;

  /** What is still to do when it is begun or taken up again. */
  double rest;

  double began = Double.NaN;
  boolean done;

  Turn(double arrived, Partition partition, double length) {
    this.arrived = arrived;
    this.partition = partition;
    this.rest = length;
  }
}

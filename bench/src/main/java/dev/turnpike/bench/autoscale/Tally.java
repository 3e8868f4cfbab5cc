package dev.turnpike.bench.autoscale;

import java.util.Arrays;

/**
 * Counts turns, and how long they waited; what came before {@code from} is not counted as waiting.
 */
final class Tally {
  private final double from;
  private double[] waits = new double[1024];
  private int counted;
  private long arrived;
  private long ended;
  private long brokenOff;
  private long moved;

  Tally(double from) {
    this.from = from;
  }

  void arrived() {
    arrived++;
  }

  void began(double arrival, double now) {
    if (arrival >= from) {
      if (counted == waits.length) {
        waits = Arrays.copyOf(waits, 2 * counted);
      }
      waits[counted++] = now - arrival;
    }
  }

  void ended() {
    ended++;
  }

  void brokenOff() {
    brokenOff++;
  }

  void moved() {
    moved++;
  }

  /** What was before this is the way into a steady state. */
  void forgetWarmUp() {
    brokenOff = 0;
    moved = 0;
  }

  long arrivals() {
    return arrived;
  }

  long ends() {
    return ended;
  }

  long brokenOffs() {
    return brokenOff;
  }

  long moves() {
    return moved;
  }

  Waits waits() {
    double[] sorted = Arrays.copyOf(waits, counted);
    Arrays.sort(sorted);
    return Waits.of(sorted);
  }
}

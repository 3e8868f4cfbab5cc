package dev.turnpike.bench.ramp;

import java.util.Map;

/**
 * A block of far more chats than Turnpike can carry: who is refused has to be told at once, and who
 * is accepted has to be answered.
 *
 * @param rate chats per second
 */
record Overload(double rate, double seconds, SideFigures turnpike, Map<String, Double> processors) {

  /** Everybody got a right answer or a refusal. */
  boolean clean() {
    return turnpike.failed() == 0;
  }

  long answered() {
    return turnpike.arrived() - turnpike.refused() - turnpike.failed();
  }
}

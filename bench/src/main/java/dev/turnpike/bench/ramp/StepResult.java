package dev.turnpike.bench.ramp;

import dev.turnpike.bench.stats.Quantiles;
import java.util.Map;

/**
 * What came out at one rate.
 *
 * @param rate chats per second that were asked for; by chance it was {@code arrivedPerSecond}
 * @param attempt 2 if the same rate had not held before
 * @param added Turnpike's quantiles of the first token less the direct ones
 * @param processors that each group of processes kept busy while Turnpike was asked; empty where
 *     that can't be known
 * @param otherProcessors that everything else on the machine kept busy
 */
record StepResult(
    double rate,
    int attempt,
    SideFigures turnpike,
    SideFigures model,
    Quantiles.Difference added,
    Map<String, Double> processors,
    double otherProcessors) {

  long failed() {
    return turnpike.failed() + model.failed();
  }
}

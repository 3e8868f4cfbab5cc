package dev.turnpike.chaos.report;

import java.util.Map;

/**
 * The most there was at once.
 *
 * @param modelCalls answers that the model was giving to the workers
 * @param workerMegabytes resident memory of each worker
 */
public record Peaks(int modelCalls, Map<String, Double> workerMegabytes) {

  public Peaks {
    workerMegabytes = Map.copyOf(workerMegabytes);
  }
}

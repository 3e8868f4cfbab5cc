package dev.turnpike.chaos.report;

import java.util.Map;

/**
 * The most there was at once.
 *
 * @param modelCalls answers that the model was giving to the workers
 * @param megabytes resident memory of each process, by its node
 */
public record Peaks(int modelCalls, Map<String, Double> megabytes) {

  public Peaks {
    megabytes = Map.copyOf(megabytes);
  }
}

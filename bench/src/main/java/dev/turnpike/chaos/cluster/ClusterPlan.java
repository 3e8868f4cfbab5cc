package dev.turnpike.chaos.cluster;

import java.time.Duration;
import java.util.Map;

/**
 * What a cluster consists of.
 *
 * @param ingress nodes that take requests
 * @param workers agent workers at the start
 * @param spareWorkers more of them, not started, for growing
 * @param workerHeap of each agent worker, as in {@code 192m}
 * @param grace how long a worker that is told to stop may go on with its turns
 * @param settings of the services beyond the usual, under the names of environment variables
 */
public record ClusterPlan(
    int ingress,
    int workers,
    int spareWorkers,
    String workerHeap,
    Duration grace,
    Map<String, String> settings) {

  public ClusterPlan {
    if (ingress < 1 || workers < 1 || spareWorkers < 0) {
      throw new IllegalArgumentException(
          "A cluster has at least one ingress node and one worker, not %d and %d."
              .formatted(ingress, workers));
    }
    settings = Map.copyOf(settings);
  }

  /** A small one, that can still grow by two workers. */
  public static ClusterPlan of(int ingress, int workers, Map<String, String> settings) {
    return new ClusterPlan(ingress, workers, 2, "192m", Duration.ofSeconds(15), settings);
  }
}

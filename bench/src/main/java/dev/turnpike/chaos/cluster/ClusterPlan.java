package dev.turnpike.chaos.cluster;

import java.time.Duration;
import java.util.Map;

/**
 * What a cluster consists of.
 *
 * @param ingress nodes that take requests
 * @param workers agent workers at the start
 * @param spareWorkers more of them, not started, for growing
 * @param brokers one, or three and more, which then have three copies of each record
 * @param whole whether turn-analytics runs, too, and every process has a network of its own, and a
 *     broker a small disk, where this machine has them
 * @param workerHeap of each agent worker, as in {@code 192m}
 * @param grace how long a worker that is told to stop may go on with its turns
 * @param settings of the services beyond the usual, under the names of environment variables
 */
public record ClusterPlan(
    int ingress,
    int workers,
    int spareWorkers,
    int brokers,
    boolean whole,
    String workerHeap,
    Duration grace,
    Map<String, String> settings) {

  private static final String WORKER_HEAP = "192m";
  private static final Duration GRACE = Duration.ofSeconds(15);

  public ClusterPlan {
    if (ingress < 1 || workers < 1 || spareWorkers < 0) {
      throw new IllegalArgumentException(
          "A cluster has at least one ingress node and one worker, not %d and %d."
              .formatted(ingress, workers));
    }
    if (brokers < 1 || brokers == 2) {
      throw new IllegalArgumentException(
          "A cluster has one broker, or three and more, not %d: two are no more than one when one is lost."
              .formatted(brokers));
    }
    settings = Map.copyOf(settings);
  }

  /** With a single broker and without analytics. */
  public ClusterPlan(
      int ingress,
      int workers,
      int spareWorkers,
      String workerHeap,
      Duration grace,
      Map<String, String> settings) {
    this(ingress, workers, spareWorkers, 1, false, workerHeap, grace, settings);
  }

  /** A small one, that can still grow by two workers. */
  public static ClusterPlan of(int ingress, int workers, Map<String, String> settings) {
    return new ClusterPlan(ingress, workers, 2, WORKER_HEAP, GRACE, settings);
  }

  /** All that there is, with room for two more workers. */
  public static ClusterPlan whole(
      int ingress, int workers, int brokers, Map<String, String> settings) {
    return new ClusterPlan(ingress, workers, 2, brokers, true, WORKER_HEAP, GRACE, settings);
  }

  /** Copies of each record. */
  int replication() {
    return Math.min(brokers, 3);
  }
}

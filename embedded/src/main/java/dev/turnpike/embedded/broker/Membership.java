package dev.turnpike.embedded.broker;

import java.util.Map;
import java.util.Objects;

/**
 * What one node of a cluster knows of it.
 *
 * @param node its own number
 * @param clusterId the same for all, as Kafka makes them
 * @param seats of all nodes, itself included, by number
 */
public record Membership(int node, String clusterId, Map<Integer, Seat> seats) {

  public Membership {
    seats = Map.copyOf(seats);
    if (!seats.containsKey(node)) {
      throw new IllegalArgumentException("Node %d has no seat in %s.".formatted(node, seats));
    }
  }

  /** Where this node listens. */
  public Seat seat() {
    return Objects.requireNonNull(seats.get(node));
  }
}

package dev.turnpike.bench.autoscale;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One pod, from being asked for until it is gone. */
final class Worker {

  /** Where it is in its life. */
  enum State {
    STARTING,
    READY,
    LEAVING,
    GONE
  }

  final List<Partition> partitions = new ArrayList<>();
  final Set<Turn> running = new LinkedHashSet<>();
  State state = State.STARTING;
  private int nextPartition;

  boolean isReady() {
    return state == State.READY;
  }

  /** Its partitions take turns. */
  Partition nextPartition() {
    nextPartition = (nextPartition + 1) % partitions.size();
    return partitions.get(nextPartition);
  }
}

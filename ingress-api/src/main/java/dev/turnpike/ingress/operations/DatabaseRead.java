package dev.turnpike.ingress.operations;

import java.util.List;

/**
 * What the database says.
 *
 * @param running turns that are claimed and have not ended
 * @param orphans of these, those that no worker has who is alive
 * @param oldestOrphanMs since the oldest of them was accepted
 * @param told whether there is anything to read of workers: not before one of a version that tells
 *     of itself has started
 */
record DatabaseRead(
    List<Worker> workers,
    List<Node> nodes,
    int running,
    int orphans,
    long oldestOrphanMs,
    boolean told) {
  static final DatabaseRead NONE = new DatabaseRead(List.of(), List.of(), 0, 0, 0, false);

  DatabaseRead {
    workers = List.copyOf(workers);
    nodes = List.copyOf(nodes);
  }
}

package dev.turnpike.chaos.disturb;

import dev.turnpike.chaos.cluster.Cluster;
import dev.turnpike.chaos.cluster.Node;
import dev.turnpike.chaos.cluster.Part;
import java.util.List;

/** Something that is done to the cluster and undone later. */
interface Disturbance {

  /** Returns what heals it. */
  Runnable inflict();

  /** A part that is taken away and brought back. */
  static Disturbance of(Part part, boolean abruptly) {
    return () -> {
      part.down(abruptly);
      return part::up;
    };
  }

  /** A process that is killed, or told to stop, and started again. */
  static Disturbance of(Node node, boolean abruptly) {
    return () -> {
      if (abruptly) {
        node.kill();
      } else {
        node.stop();
      }
      return node::start;
    };
  }

  static Disturbance freeze(Node node) {
    return () -> {
      node.freeze();
      return node::thaw;
    };
  }

  static Disturbance grow(Cluster cluster) {
    return () -> {
      cluster.workers().stream()
          .filter(node -> !node.isWanted())
          .findFirst()
          .ifPresent(Node::start);
      return () -> {};
    };
  }

  /** Never the last one. */
  static Disturbance shrink(Cluster cluster, int choice) {
    return () -> {
      List<Node> up = up(cluster.workers());
      if (up.size() > 1) {
        up.get(choice % up.size()).stop();
      }
      return () -> {};
    };
  }

  static List<Node> up(List<Node> nodes) {
    return nodes.stream().filter(Node::isUp).toList();
  }
}

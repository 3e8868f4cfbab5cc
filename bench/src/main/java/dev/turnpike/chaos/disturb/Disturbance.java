package dev.turnpike.chaos.disturb;

import dev.turnpike.chaos.cluster.Chronicle;
import dev.turnpike.chaos.cluster.Chronicle.Event;
import dev.turnpike.chaos.cluster.Cluster;
import dev.turnpike.chaos.cluster.Node;
import dev.turnpike.chaos.cluster.Part;
import dev.turnpike.chaos.kernel.SmallDisk;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that is done to the cluster and undone later.
 *
 * @param target the part that it hits, or "" if it hits none in particular
 * @param action returns what heals it
 */
record Disturbance(String target, Supplier<Runnable> action) {
  private static final Duration HALT_LIMIT = Duration.ofSeconds(20);

  /** A part that is taken away and brought back. */
  static Disturbance of(Part part, boolean abruptly) {
    return new Disturbance(
        part.name(),
        () -> {
          part.down(abruptly);
          return part::up;
        });
  }

  /** A process that is killed, or told to stop, and started again. */
  static Disturbance of(Node node, boolean abruptly) {
    return new Disturbance(
        node.name(),
        () -> {
          if (abruptly) {
            node.kill();
          } else {
            node.stop();
          }
          return node::start;
        });
  }

  static Disturbance freeze(Node node) {
    return new Disturbance(
        node.name(),
        () -> {
          node.freeze();
          return node::thaw;
        });
  }

  static Optional<Disturbance> grow(Cluster cluster) {
    return cluster.workers().stream()
        .filter(node -> !node.isWanted())
        .findFirst()
        .map(node -> once(node.name(), node::start));
  }

  /** Never the last one. */
  static Optional<Disturbance> shrink(Cluster cluster, int choice) {
    List<Node> up = up(cluster.workers());
    return Optional.of(choice)
        .filter(any -> up.size() > 1)
        .map(any -> up.get(any % up.size()))
        .map(node -> once(node.name(), node::stop));
  }

  /** A broker halts when it can't write; it comes back when it can. */
  static Disturbance fill(SmallDisk disk, Node broker, Chronicle chronicle) {
    return new Disturbance(
        broker.name(),
        () -> {
          broker.expectEnd();
          disk.fill();
          chronicle.note(broker.name(), Event.IMPAIRED, "its disk is full");
          return () -> {
            broker.awaitHalt(HALT_LIMIT);
            disk.free();
            broker.start();
          };
        });
  }

  /**
   * Every call of the model meets a fault.
   *
   * @param knobs the fault, as in a model's name
   */
  static Disturbance weather(Cluster cluster, String knobs) {
    String model = cluster.model().name();
    return new Disturbance(
        model,
        () -> {
          Runnable clear = cluster.weather().turn(knobs);
          cluster.chronicle().note(model, Event.IMPAIRED, knobs);
          return () -> {
            clear.run();
            cluster.chronicle().note(model, Event.HEALED);
          };
        });
  }

  /** What needs no healing. */
  static Disturbance once(String target, Runnable action) {
    return new Disturbance(
        target,
        () -> {
          action.run();
          return () -> {};
        });
  }

  Runnable inflict() {
    return action.get();
  }

  static List<Node> up(List<Node> nodes) {
    return nodes.stream().filter(Node::isUp).toList();
  }
}

package dev.turnpike.bench.scaling;

import java.util.Comparator;
import java.util.List;

/**
 * How busy everything is that bounds a deployment, at so many streams at once. Nothing is random:
 * demand is what was measured, times how much of it there is.
 */
final class CapacityModel {

  /** Above it waiting grows faster than load. */
  static final double TARGET = 0.6;

  private static final double MEGA = 1e6;
  private static final double KILO = 1e3;
  private static final int STEPS = 60;

  private final Costs costs;
  private final Workload workload;

  CapacityModel(Costs costs, Workload workload) {
    this.costs = costs;
    this.workload = workload;
  }

  /** What bounds one cell. */
  List<Resource> resources(Deployment on, double streams) {
    double open = on.perCell(streams);
    double tokens = workload.tokensPerSecond(open);
    double turns = workload.turnsPerSecond(open);
    double replies = tokens * costs.event().value() / MEGA;
    double written =
        replies + turns * (costs.requests().value() + costs.completed().value()) / KILO;
    return List.of(
        new Resource(
            "workers' processors, one for each request partition",
            "cores",
            tokens / KILO * costs.worker().value() / KILO,
            (double) on.requestPartitions() * on.nodeCores()),
        new Resource(
            "turns in flight of all workers",
            "turns",
            open,
            (double) on.requestPartitions() * on.turnsInFlight()),
        new Resource(
            "writing to one mailbox", "MB/s", replies / on.mailboxes(), on.partitionMegabytes()),
        new Resource(
            "one thread reading a mailbox",
            "cores",
            tokens / on.mailboxes() * costs.passedBy().value() / MEGA,
            1),
        new Resource(
            "brokers' processors",
            "cores",
            tokens / KILO * costs.broker().value() / KILO,
            (double) on.brokers() * on.nodeCores()),
        new Resource(
            "brokers' disks",
            "MB/s",
            written * on.replication(),
            on.brokers() * on.diskMegabytes()),
        new Resource(
            "the database's processors",
            "cores",
            turns * costs.database().value() / KILO,
            on.databaseCores()),
        new Resource(
            "the database's commits",
            "commits/s",
            turns * costs.commits().value(),
            on.databaseCommits()));
  }

  Resource busiest(Deployment on, double streams) {
    return resources(on, streams).stream()
        .max(Comparator.comparingDouble(Resource::utilisation))
        .orElseThrow();
  }

  /** The most streams at which nothing is busier than {@link #TARGET}. */
  double limit(Deployment on) {
    double low = 0;
    double high = 1e9;
    for (int i = 0; i < STEPS; i++) {
      double middle = (low + high) / 2;
      if (busiest(on, middle).utilisation() <= TARGET) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Nodes of the services that so many streams need, over all cells. */
  Fleet fleet(Deployment on, double streams) {
    double open = on.perCell(streams);
    double tokens = workload.tokensPerSecond(open);
    double usable = on.nodeCores() * TARGET;
    long ingress = ingressNodes(on, tokens, usable);
    long workers =
        Math.max(
            ceil(tokens / KILO * costs.worker().value() / KILO / usable),
            ceil(open / on.turnsInFlight()));
    double memory = open * costs.stream().value() / KILO / KILO / on.nodeGigabytes();
    return new Fleet(
        ingress < 0 ? ingress : on.cells() * Math.max(ingress, ceil(memory)),
        on.cells() * workers,
        on.cells() * Math.max(3, ceil(tokens / KILO * costs.broker().value() / KILO / usable)));
  }

  /**
   * Where there are more nodes than mailboxes, several share one, and each passes the others'
   * events by: −1 when no number of nodes is enough.
   */
  private long ingressNodes(Deployment on, double tokens, double usable) {
    double own = tokens / KILO * costs.ingress().value() / KILO;
    long alone = ceil(own / usable);
    if (alone <= on.mailboxes()) {
      return alone;
    }
    double passed = tokens / on.mailboxes() * costs.passedBy().value() / MEGA;
    return passed >= usable ? -1 : ceil(own / (usable - passed));
  }

  private static long ceil(double value) {
    return (long) Math.ceil(value);
  }

  /**
   * Nodes of each kind.
   *
   * @param ingress below 0 when no number is enough
   */
  record Fleet(long ingress, long workers, long brokers) {}
}

package dev.turnpike.bench.autoscale;

import java.util.List;

/** Where each number of the model comes from. */
final class Sources {

  /** One of them. */
  record Source(String what, String value, String from) {}

  static final List<Source> ALL =
      List.of(
          new Source("partitions of chat.requests", "64", "`Topics`"),
          new Source("turns a worker holds", "500", "infra/deploy, a worker of one processor"),
          new Source("records ahead of the commit, a partition", "2,000", "`KeyedSettings`"),
          new Source("target", "350 = 70 %", "infra/deploy, KEDA"),
          new Source("workers", "2 to 64", "infra/deploy, KEDA"),
          new Source("up", "+100 % or +4 in 15 s", "infra/deploy, KEDA"),
          new Source("down", "−20 % or −1 in 120 s, highest wish of 600 s", "infra/deploy, KEDA"),
          new Source("autoscaler's period, tolerance", "15 s, 10 %", "Kubernetes' defaults"),
          new Source("KEDA asks", "whenever it is asked", "KEDA: no cached metrics"),
          new Source("Prometheus scrapes", "every 15 s", "infra/deploy, PodMonitor"),
          new Source(
              "a pod from asked for to consuming",
              "20 to 30 s",
              "assumed: a node with room, image pulled in some 15 s, 3 s to start, the rest to schedule and probe"),
          new Source(
              "a partition that moves is nobody's for",
              "3 s",
              "assumed: two rounds of a cooperative rebalance at 1 s heartbeats"),
          new Source("a leaving worker's turns may go on", "600 s", "infra/deploy"),
          new Source(
              "a turn that is broken off loses",
              "up to 10 s",
              "assumed: the length of a step; finished steps are kept"),
          new Source(
              "turn lengths",
              "90 % median 6 s (σ 0.7), 10 % median 60 s (σ 0.9), at most 600 s",
              "assumed log-normal; the most is TURNPIKE_AGENT_TURNTIMEOUT"),
          new Source(
              "processors a running turn takes",
              "0.001",
              "34–41 ms per 1,000 tokens measured for the client, at 50 tokens/s, half of the time"),
          new Source("turns come", "at random (Poisson), to a random partition", "assumed"));

  private Sources() {}
}

package dev.turnpike.chaos.disturb;

import dev.turnpike.chaos.cluster.Chronicle.Event;
import dev.turnpike.chaos.cluster.Cluster;
import dev.turnpike.chaos.cluster.Node;
import dev.turnpike.chaos.kernel.Namespace;
import dev.turnpike.chaos.kernel.RuleSet;
import dev.turnpike.chaos.kernel.SlowLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What goes wrong on the way between a process and the others. */
final class NetworkFaults {
  private static final String ANALYTICS = "turn-analytics";

  private final Cluster cluster;

  /** One fault at a time for each: the next would replace its rules. */
  private final Set<Namespace> impaired = ConcurrentHashMap.newKeySet();

  /** A process that can be hit, and what the dice leave for choosing how. */
  private record Victim(Node node, Namespace namespace, int rest) {}

  /** One way of being cut off. */
  private record Cut(String from, RuleSet rules) {}

  NetworkFaults(Cluster cluster) {
    this.cluster = cluster;
  }

  /** From all others, or from the brokers. */
  Optional<Disturbance> partition(int choice) {
    return victim(everybody(), choice)
        .map(
            victim -> {
              List<Cut> cuts = cuts(victim.node());
              return cut(victim, cuts.get(victim.rest() % cuts.size()));
            });
  }

  /** From the database alone, of those who use it. */
  Optional<Disturbance> partitionFromDatabase(int choice) {
    List<Node> users =
        everybody().stream()
            .filter(node -> !cluster.brokers().contains(node))
            .filter(node -> !node.name().startsWith(ANALYTICS))
            .toList();
    RuleSet rules = RuleSet.cutOffFrom(cluster.database().host(), cluster.database().port());
    return victim(users, choice).map(victim -> cut(victim, new Cut("the database", rules)));
  }

  private Disturbance cut(Victim victim, Cut cut) {
    return filter(victim, cut.rules(), "cut off from " + cut.from());
  }

  /** Of 5 to 30 in 100 packets. */
  Optional<Disturbance> loss(int choice) {
    return victim(everybody(), choice)
        .map(
            victim -> {
              int percent = 5 + 5 * (victim.rest() % 6);
              String note = "loses %d %% of its packets".formatted(percent);
              return filter(victim, RuleSet.losing(percent), note);
            });
  }

  /** Each packet is late by 50 to 250 ms, or waits before an exit of some hundred kbit/s. */
  Optional<Disturbance> slow(int choice) {
    return victim(everybody(), choice)
        .map(
            victim -> {
              SlowLink link =
                  new SlowLink(50 * (1 + victim.rest() % 5), 1000 - 150 * (victim.rest() % 5));
              return impair(victim, "slow: " + link, it -> it.slow(link), Namespace::hurry);
            });
  }

  private Disturbance filter(Victim victim, RuleSet rules, String note) {
    return impair(victim, note, it -> it.apply(rules), Namespace::lift);
  }

  private Disturbance impair(
      Victim victim, String note, Consumer<Namespace> begin, Consumer<Namespace> end) {
    String name = victim.node().name();
    return new Disturbance(
        name,
        () -> {
          impaired.add(victim.namespace());
          begin.accept(victim.namespace());
          cluster.chronicle().note(name, Event.IMPAIRED, note);
          return () -> {
            end.accept(victim.namespace());
            impaired.remove(victim.namespace());
            cluster.chronicle().note(name, Event.HEALED);
          };
        });
  }

  private List<Node> everybody() {
    return Stream.of(cluster.brokers(), cluster.ingress(), cluster.workers(), cluster.background())
        .flatMap(List::stream)
        .toList();
  }

  private Optional<Victim> victim(List<Node> nodes, int choice) {
    List<Victim> victims =
        nodes.stream()
            .filter(Node::isUp)
            .flatMap(node -> victim(node, choice).stream())
            .filter(victim -> !impaired.contains(victim.namespace()))
            .toList();
    return victims.isEmpty()
        ? Optional.empty()
        : Optional.of(victims.get(choice % victims.size()))
            .map(one -> new Victim(one.node(), one.namespace(), choice / victims.size()));
  }

  private static Optional<Victim> victim(Node node, int choice) {
    return node.host().namespace().map(namespace -> new Victim(node, namespace, choice));
  }

  private List<Cut> cuts(Node node) {
    List<Cut> cuts = new ArrayList<>();
    cuts.add(new Cut("all others", RuleSet.cutOff()));
    List<String> brokers =
        cluster.brokers().stream()
            .filter(broker -> !broker.equals(node))
            .map(broker -> broker.host().address())
            .toList();
    if (!brokers.isEmpty()) {
      cuts.add(new Cut("the brokers", RuleSet.cutOffFrom(brokers)));
    }
    return cuts;
  }
}

package dev.turnpike.chaos;

import dev.turnpike.bench.machine.Footprint;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.chaos.audit.ModelJournal;
import dev.turnpike.chaos.audit.ProcessLife;
import dev.turnpike.chaos.cluster.Cluster;
import dev.turnpike.chaos.cluster.Node;
import dev.turnpike.chaos.report.Peaks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks from time to time at what the cluster's processes hold. Used by one thread. */
final class ProcessWatch {

  /** Looks that make up a process's beginning: it has taken up its work then. */
  private static final int BEGINNING = 4;

  private final ProcFiles files = ProcFiles.ofThisSystem();
  private final Cluster cluster;
  private final Map<Key, List<Footprint>> readings = new LinkedHashMap<>();

  /** One process of a node. */
  private record Key(String name, long pid) {}

  ProcessWatch(Cluster cluster) {
    this.cluster = cluster;
  }

  void look() {
    nodes()
        .filter(Node::isUp)
        .forEach(
            node -> {
              Key key = new Key(node.name(), node.pid());
              files
                  .footprint(key.pid())
                  .ifPresent(
                      print -> readings.computeIfAbsent(key, _ -> new ArrayList<>()).add(print));
            });
  }

  private Stream<Node> nodes() {
    return Stream.of(cluster.ingress(), cluster.workers(), cluster.background(), cluster.brokers())
        .flatMap(List::stream);
  }

  /** After one more look, when nothing is under way any more. */
  List<ProcessLife> lives() {
    look();
    List<Key> running = nodes().map(node -> new Key(node.name(), node.pid())).toList();
    return readings.entrySet().stream()
        .map(
            each -> {
              List<Footprint> all = each.getValue();
              return new ProcessLife(
                  each.getKey().name(),
                  each.getKey().pid(),
                  most(all.subList(0, Math.min(BEGINNING, all.size()))),
                  most(all),
                  all.getLast(),
                  running.contains(each.getKey()) && all.size() > BEGINNING);
            })
        .toList();
  }

  private static Footprint most(List<Footprint> some) {
    return some.stream().reduce(Footprint::max).orElseThrow();
  }

  Peaks peaks(ModelJournal journal) {
    Map<String, Double> megabytes = new TreeMap<>();
    readings.forEach(
        (key, all) -> megabytes.merge(key.name(), most(all).peakMegabytes(), Math::max));
    return new Peaks(journal.mostOpen(), megabytes);
  }
}

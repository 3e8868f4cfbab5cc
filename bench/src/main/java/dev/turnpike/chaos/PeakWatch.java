package dev.turnpike.chaos;

import dev.turnpike.bench.machine.Meter;
import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.bench.machine.ProcessGroup;
import dev.turnpike.bench.machine.Share;
import dev.turnpike.chaos.audit.ModelJournal;
import dev.turnpike.chaos.cluster.Cluster;
import dev.turnpike.chaos.cluster.Node;
import dev.turnpike.chaos.report.Peaks;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks from time to time how much the workers have and do. Used by one thread. */
final class PeakWatch {
  private final Cluster cluster;
  private final ModelJournal journal;
  private final Map<String, Double> megabytes = new TreeMap<>();

  PeakWatch(Cluster cluster, ModelJournal journal) {
    this.cluster = cluster;
    this.journal = journal;
  }

  void look() {
    List<ProcessGroup> workers =
        cluster.workers().stream()
            .filter(Node::isUp)
            .map(node -> ProcessGroup.of(node.name(), Share.PATH, node.pid()))
            .filter(group -> group.root() > 0)
            .toList();
    new Meter(ProcFiles.ofThisSystem(), workers)
        .memory()
        .forEach((name, memory) -> megabytes.merge(name, memory.peakMegabytes(), Math::max));
  }

  Peaks peaks() {
    return new Peaks(journal.mostOpen(), megabytes);
  }
}

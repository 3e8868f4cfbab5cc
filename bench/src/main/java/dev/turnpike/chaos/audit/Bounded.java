package dev.turnpike.chaos.audit;

import dev.turnpike.bench.machine.Footprint;
import java.util.List;

/**
 * G7. No process takes more memory or threads than its settings give it, whatever clients, models
 * and faults do: what it has beside its heap does not depend on how much there is to do.
 */
final class Bounded implements Guarantee {

  /** Code, metaspace, stacks, buffers of the network, RocksDB's and the embedding model's own. */
  static final int BESIDE_THE_HEAP_MEGABYTES = 400;

  /** Virtual threads are none of the kernel's. */
  static final int MOST_THREADS = 250;

  @Override
  public String name() {
    return "G7";
  }

  @Override
  public String promise() {
    return "bounded";
  }

  @Override
  public Finding check(Evidence evidence) {
    Finding finding = new Finding("processes");
    List<ProcessLife> lives = evidence.circumstances().processes();
    double most = 0;
    int threads = 0;
    for (ProcessLife life : lives) {
      finding.looked();
      Footprint footprint = life.most();
      double beside = footprint.peakMegabytes() - footprint.heapMegabytes();
      most = Math.max(most, beside);
      threads = Math.max(threads, footprint.threads());
      finding.require(
          footprint.heapMegabytes() == 0 || beside <= BESIDE_THE_HEAP_MEGABYTES,
          () ->
              "%s (process %d) took %.0f MB with a heap of %d MB"
                  .formatted(
                      life.name(),
                      life.pid(),
                      footprint.peakMegabytes(),
                      footprint.heapMegabytes()));
      finding.require(
          footprint.threads() <= MOST_THREADS,
          () ->
              "%s (process %d) had %d threads"
                  .formatted(life.name(), life.pid(), footprint.threads()));
    }
    finding.figures(
        "heap + %d MB, %d threads".formatted(BESIDE_THE_HEAP_MEGABYTES, MOST_THREADS),
        "heap + %.0f MB, %d threads".formatted(most, threads));
    return finding;
  }
}

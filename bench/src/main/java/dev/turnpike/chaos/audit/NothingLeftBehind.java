package dev.turnpike.chaos.audit;

import dev.turnpike.bench.machine.Footprint;
import java.util.List;

/**
 * When all is done nothing is held any more: no locks, claims or transactions, no rows that wait
 * for somebody, no lag, and in a process that was there all the time hardly more threads, files and
 * sockets than when it had taken up its work.
 */
final class NothingLeftBehind implements Guarantee {

  /** Pools that had not reached their size: 50 more were seen in an ingress, of at most 135. */
  static final int MORE_THREADS = 80;

  /**
   * Connections to brokers that came back, and tables that the stores of the analytics wrote: they
   * keep all of them open, and merge them. What leaks with each turn or stream is soon more.
   */
  static final int MORE_FILES = 250;

  @Override
  public String name() {
    return "rest";
  }

  @Override
  public String promise() {
    return "nothing is left behind";
  }

  @Override
  public Finding check(Evidence evidence) {
    Finding finding = new Finding("things");
    for (Leftover leftover : evidence.leftovers()) {
      finding.looked();
      finding.require(
          leftover.count() == 0,
          () ->
              "%d %s, such as %s".formatted(leftover.count(), leftover.what(), leftover.example()));
    }
    List<ProcessLife> survivors =
        evidence.circumstances().processes().stream().filter(ProcessLife::survived).toList();
    int threads = 0;
    int files = 0;
    for (ProcessLife life : survivors) {
      finding.looked(2);
      int moreThreads = life.last().threads() - life.first().threads();
      int moreFiles = life.last().files() - life.first().files();
      threads = Math.max(threads, moreThreads);
      files = Math.max(files, moreFiles);
      finding.require(moreThreads <= MORE_THREADS, () -> grown(life, "threads"));
      finding.require(moreFiles <= MORE_FILES, () -> grown(life, "open files and sockets"));
    }
    finding.figures(
        "0 held; ≤ %d more threads, ≤ %d more files".formatted(MORE_THREADS, MORE_FILES),
        "%d held; %d more threads, %d more files in %d processes that stayed"
            .formatted(
                evidence.leftovers().stream().mapToLong(Leftover::count).sum(),
                threads,
                files,
                survivors.size()));
    return finding;
  }

  private static String grown(ProcessLife life, String what) {
    Footprint first = life.first();
    Footprint last = life.last();
    return "%s (process %d) has more %s at the end: %d threads and %d files, before %d and %d"
        .formatted(
            life.name(),
            life.pid(),
            what,
            last.threads(),
            last.files(),
            first.threads(),
            first.files());
  }
}

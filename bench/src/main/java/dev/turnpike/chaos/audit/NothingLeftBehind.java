package dev.turnpike.chaos.audit;

import dev.turnpike.bench.machine.Footprint;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * When all is done nothing is held any more: no locks, claims or transactions, no rows that wait
 * for somebody, no temporary, half-written or deleted files, no lag, and in a process that was
 * there all the time hardly more threads, files and sockets than when it had taken up its work.
 */
final class NothingLeftBehind implements Guarantee {

  /** Pools that had not reached their size: 50 more were seen in an ingress, of at most 135. */
  static final int MORE_THREADS = 80;

  /** Connections to brokers that came back. What leaks with each turn or stream is soon more. */
  static final int MORE_FILES = 100;

  /** The stores of the analytics keep all tables open that they wrote, and merge them. */
  static final int MORE_TABLES = 250;

  private static final String ANALYTICS = "turn-analytics";

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
    for (ProcessLife life : survivors) {
      finding.looked(2);
      finding.require(moreThreads(life) <= MORE_THREADS, () -> grown(life, "threads"));
      finding.require(
          moreFiles(life) <= mostFiles(life), () -> grown(life, "open files and sockets"));
    }
    finding.figures(
        "0 held; ≤ %d more threads, ≤ %d more files, or half as many again"
            .formatted(MORE_THREADS, MORE_FILES),
        "%d held; %s more threads, %s more files in %d processes that stayed"
            .formatted(
                evidence.leftovers().stream().mapToLong(Leftover::count).sum(),
                most(survivors, NothingLeftBehind::moreThreads),
                most(survivors, NothingLeftBehind::moreFiles),
                survivors.size()));
    return finding;
  }

  private static int moreThreads(ProcessLife life) {
    return life.last().threads() - life.first().threads();
  }

  private static int moreFiles(ProcessLife life) {
    return life.last().files() - life.first().files();
  }

  private static String most(List<ProcessLife> lives, ToIntFunction<ProcessLife> more) {
    return lives.stream()
        .max(Comparator.comparingInt(more))
        .map(life -> "%d (%s)".formatted(more.applyAsInt(life), life.name()))
        .orElse("0");
  }

  /** More than before anything was disturbed. */
  private static int mostFiles(ProcessLife life) {
    int least = life.name().startsWith(ANALYTICS) ? MORE_TABLES : MORE_FILES;
    return Math.max(least, life.first().files() / 2);
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

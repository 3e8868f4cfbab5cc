package dev.turnpike.bench.report;

import dev.turnpike.bench.compare.LongSessionsResult;
import dev.turnpike.bench.compare.Settings;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.stats.Quantiles;
import dev.turnpike.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a long history does to the first token, as a file of figures with a table beside it. */
public record HistoryFile(
    String name,
    Instant startedAt,
    Checkout checkout,
    Machine machine,
    String system,
    Settings settings,
    List<LongSessionsResult> levels) {

  public HistoryFile {
    levels = List.copyOf(levels);
  }

  /** Writes both files and returns the table's path. */
  public Path write(Path folder) throws IOException {
    ResultSheet sheet = ResultSheet.of(folder, "history", name, startedAt);
    sheet.json(this);
    return sheet.page(lines());
  }

  public boolean succeeded() {
    return levels.stream().allMatch(level -> level.failed() == 0);
  }

  /** The table alone. */
  public List<String> rows() {
    List<String> rows = new ArrayList<>();
    rows.add("| time to first token, ms | turns | p50 | p90 | p99 | added at p50 |");
    rows.add("|---|---:|---:|---:|---:|---:|");
    for (LongSessionsResult level : levels) {
      String at = ", %d at once".formatted(level.concurrency());
      rows.add(row("new sessions" + at, level.newSession(), level.model()));
      rows.add(
          row(
              "sessions of more than %d turns%s".formatted(level.turnsBefore(), at),
              level.longSession(),
              level.model()));
      rows.add(row("the model alone" + at, level.model(), level.model()));
      rows.add("| **long over new, added**%s | | %.3f | | | |".formatted(at, level.addedRatio()));
    }
    return rows;
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("# Long sessions: " + name);
    lines.add("");
    lines.add(
        "%s, %s, commit `%s`%s, %s."
            .formatted(
                startedAt,
                system,
                checkout.shortCommit(),
                checkout.dirty() ? " with changes" : "",
                machine));
    lines.add("");
    lines.addAll(rows());
    return lines;
  }

  private static String row(String what, Quantiles times, Quantiles direct) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.1f | %.1f | %.1f | %+.1f |",
        what,
        times.count(),
        times.p50(),
        times.p90(),
        times.p99(),
        times.minus(direct).p50());
  }
}

package dev.turnpike.bench.memory;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.report.ResultSheet;
import dev.turnpike.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What memory costs.
 *
 * @param others facts of other users in the same table
 */
record MemoryResult(
    String name,
    Instant startedAt,
    Checkout checkout,
    Machine machine,
    String system,
    int others,
    int recalls,
    List<RecallTimes> recall,
    LearningMeasure.Learning learning) {

  MemoryResult {
    recall = List.copyOf(recall);
  }

  List<String> rows() {
    List<String> rows = new ArrayList<>();
    rows.add("| message | facts of the user | embedding p50 / p95 / p99, ms | search | together |");
    rows.add("|---|---:|---:|---:|---:|");
    recall.forEach(
        times ->
            rows.add(
                "| %s | %,d | %s | %s | %s |"
                    .formatted(
                        times.messages(),
                        times.facts(),
                        part(times.embedding()),
                        part(times.search()),
                        part(times.whole()))));
    rows.add("");
    rows.add("| learning from a backlog | |");
    rows.add("|---|---:|");
    rows.add(
        "| turns, of so many users | %,d, %,d |".formatted(learning.turns(), learning.users()));
    rows.add("| changes of facts | %,d |".formatted(learning.changes()));
    rows.add(row("length, s", learning.seconds()));
    rows.add(row("**turns/s of one extractor**", learning.turnsPerSecond()));
    learning
        .cpuMillisPerTurn()
        .forEach((group, millis) -> rows.add(row("CPU ms a turn: " + group, millis)));
    rows.add(row("processors busy with anything else", learning.otherProcessors()));
    return rows;
  }

  /** Writes figures and table, and returns the table's path. */
  Path write(Path folder) throws IOException {
    ResultSheet sheet = ResultSheet.of(folder, "memory", name, startedAt);
    sheet.json(this);
    String about =
        "%s, %s, commit `%s`%s, %s. %,d recalls a row, one after the other, beside %,d facts of others."
            .formatted(
                startedAt,
                system,
                checkout.shortCommit(),
                checkout.dirty() ? " with changes" : "",
                machine.inWords(),
                recalls,
                others);
    return sheet.page("Memory: " + name, about, rows());
  }

  private static String part(RecallTimes.Part part) {
    return String.format(Locale.ROOT, "%.1f / **%.1f** / %.1f", part.p50(), part.p95(), part.p99());
  }

  private static String row(String name, double value) {
    return String.format(Locale.ROOT, "| %s | %.2f |", name, value);
  }
}

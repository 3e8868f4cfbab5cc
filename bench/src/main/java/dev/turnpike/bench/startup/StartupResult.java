package dev.turnpike.bench.startup;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.report.ResultSheet;
import dev.turnpike.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How soon workers were of use.
 *
 * @param starts all of them, by form, in the order in which they were
 * @param cacheMegabytes of the AOT cache
 * @param trainingSeconds until it was written, the run included
 */
record StartupResult(
    String name,
    Instant startedAt,
    Checkout checkout,
    Machine machine,
    Map<Form, List<WorkerStart.Times>> starts,
    double cacheMegabytes,
    double trainingSeconds) {

  StartupResult {
    starts = new TreeMap<>(starts);
  }

  List<String> rows() {
    List<String> rows = new ArrayList<>();
    rows.add(
        "| seconds from the start, median (slowest) | listening | ready | **consuming** | processor time |");
    rows.add("|---|---:|---:|---:|---:|");
    starts.forEach(
        (form, times) ->
            rows.add(
                "| %s, %d starts | %s | %s | **%s** | %s |"
                    .formatted(
                        form.words(),
                        times.size(),
                        cell(times, WorkerStart.Times::listening),
                        cell(times, WorkerStart.Times::ready),
                        cell(times, WorkerStart.Times::consuming),
                        cell(times, WorkerStart.Times::cpu))));
    return rows;
  }

  static double median(List<WorkerStart.Times> times, ToDoubleFunction<WorkerStart.Times> figure) {
    double[] sorted = times.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String cell(
      List<WorkerStart.Times> times, ToDoubleFunction<WorkerStart.Times> figure) {
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f)",
        median(times, figure),
        times.stream().mapToDouble(figure).max().orElse(0));
  }

  /** Writes figures and table, and returns the table's path. */
  Path write(Path folder) throws IOException {
    ResultSheet sheet = ResultSheet.of(folder, "startup", name, startedAt);
    sheet.json(this);
    String about =
        "%s, beside a running system of one worker, commit `%s`%s, %s."
            .formatted(
                startedAt,
                checkout.shortCommit(),
                checkout.dirty() ? " with changes" : "",
                machine.inWords());
    List<String> table = new ArrayList<>(rows());
    table.add("");
    table.add(
        String.format(
            Locale.ROOT,
            "The cache takes %.0f MB, and %.0f s to be made.",
            cacheMegabytes,
            trainingSeconds));
    return sheet.page("How soon a worker consumes: " + name, about, table);
  }
}

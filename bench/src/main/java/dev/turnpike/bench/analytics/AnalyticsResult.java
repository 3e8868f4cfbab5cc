package dev.turnpike.bench.analytics;

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

/**
 * How soon turns were in the rollups, and what it cost.
 *
 * @param published to the topic of rollups
 * @param answered by the API
 * @param answers how long the API took for an answer, in milliseconds
 * @param cpuMillisPerTurn by process
 * @param otherProcessors how many processors were busy with anything else: noise
 */
record AnalyticsResult(
    String name,
    Instant startedAt,
    Checkout checkout,
    Machine machine,
    String system,
    int perSecond,
    int turns,
    double seconds,
    Probes.Lag published,
    Probes.Lag answered,
    Answers answers,
    Map<String, Double> cpuMillisPerTurn,
    double otherProcessors) {

  /** Times of answers. */
  record Answers(long count, double p50, double p99) {}

  AnalyticsResult {
    cpuMillisPerTurn = new TreeMap<>(cpuMillisPerTurn);
  }

  boolean succeeded() {
    return published.unseen() == 0 && answered.unseen() == 0;
  }

  List<String> rows() {
    List<String> rows = new ArrayList<>();
    rows.add("| from published until | probes | not seen | p50, ms | p90 | p99 | max |");
    rows.add("|---|---:|---:|---:|---:|---:|---:|");
    rows.add(row("in `analytics.rollups`", published));
    rows.add(row("in the API's answer, asked every 100 ms", answered));
    rows.add("");
    rows.add("| | |");
    rows.add("|---|---:|");
    rows.add("| turns | %,d |".formatted(turns));
    rows.add(row("turns/s", turns / seconds));
    rows.add(
        String.format(
            Locale.ROOT,
            "| an answer of the API, p50 / p99, ms | %.1f / %.1f |",
            answers.p50(),
            answers.p99()));
    cpuMillisPerTurn.forEach((group, millis) -> rows.add(row("CPU ms a turn: " + group, millis)));
    rows.add(row("processors busy with anything else", otherProcessors));
    return rows;
  }

  /** Writes figures and table, and returns the table's path. */
  Path write(Path folder) throws IOException {
    ResultSheet sheet = ResultSheet.of(folder, "analytics", name, startedAt);
    sheet.json(this);
    String about =
        "%s, %s, commit `%s`%s, %s. %,d completed turns a second, for %.0f s."
            .formatted(
                startedAt,
                system,
                checkout.shortCommit(),
                checkout.dirty() ? " with changes" : "",
                machine.inWords(),
                perSecond,
                seconds);
    return sheet.page("Analytics: " + name, about, rows());
  }

  private static String row(String name, Probes.Lag lag) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d | **%.0f** | %.0f | **%.0f** | %.0f |",
        name,
        lag.probes(),
        lag.unseen(),
        lag.p50(),
        lag.p90(),
        lag.p99(),
        lag.max());
  }

  private static String row(String name, double value) {
    return String.format(Locale.ROOT, "| %s | %.2f |", name, value);
  }
}
